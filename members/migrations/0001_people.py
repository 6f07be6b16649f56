"""People, alone: Wagtail's own tables point at them, and all the rest of ours comes after Wagtail's (0002)."""

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True
    # Where an earlier state of this project was tried, its tables stay
    replaces = [('members', '0001_initial')]

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('email', models.EmailField(max_length=254, unique=True, verbose_name='メールアドレス')),
                ('name', models.CharField(max_length=60, verbose_name='お名前')),
                ('reading', models.CharField(blank=True, max_length=60, verbose_name='ふりがな')),
                ('introduction', models.TextField(blank=True, max_length=400, verbose_name='ひとこと')),
                ('phone', models.CharField(blank=True, max_length=20, verbose_name='電話番号')),
                ('is_active', models.BooleanField(default=True, verbose_name='利用できる')),
                ('is_facilitator', models.BooleanField(default=False, help_text='すべてのルームを読み、おつなぎをします。', verbose_name='ファシリテーター')),
                ('is_editor', models.BooleanField(default=False, help_text='事例とお便りをつくり、公開します。', verbose_name='編集者')),
                ('is_administrator', models.BooleanField(default=False, help_text='人、団体、ことば、設定を管理します。ルームは読みません。', verbose_name='管理者')),
                ('date_joined', models.DateTimeField(default=django.utils.timezone.now, verbose_name='登録日')),
                ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
            ],
            options={
                'verbose_name': '人',
                'verbose_name_plural': '人',
                'ordering': ['reading', 'name', 'pk'],
            },
        ),
    ]
