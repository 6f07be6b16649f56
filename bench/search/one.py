"""One database: fill it, index it twice, ask both. Run by `bench.search` in a process of its own."""

import sys
import time
import unicodedata
from pathlib import Path
from statistics import quantiles

import django
from django.core.management import call_command

from bench.search.texts import pages

QUERIES = [line for line in (Path(__file__).parent / "queries.txt").read_text().splitlines() if line[0] != "#"]
WHOLE, ACCIDENTAL = "京都", "東京都"
SPELLINGS = (("子ども", "こども", "子供"), ("ひきこもり", "引きこもり"))
REPEATED = 5
OURS, STOCK = "cms.searching.backend", "wagtail.search.backends.database"
AT_ONCE = 1000


def figure(name: str, value: float, unit: str) -> None:
    print(f"FIGURE {name} {value:.4g} {unit}", flush=True)


def fill(count: int) -> dict[int, str]:
    """Pages beneath the home page; answers what exact search goes over: key to title and text after NFKC."""
    from django.contrib.contenttypes.models import ContentType
    from django.db import connection, transaction
    from django.utils import timezone
    from wagtail.models import Page

    from cms import site
    from cms.models import TextPage

    home, now = site.create(), timezone.now()
    kind = ContentType.objects.get_for_model(TextPage)
    texts: dict[int, str] = {}
    first = Page.objects.order_by("-pk").values_list("pk", flat=True)[0] + 1
    with transaction.atomic():
        rows, bodies = [], []
        for number, (title, text) in enumerate(pages(count)):
            pk = first + number
            rows.append(
                Page(
                    pk=pk,
                    title=title,
                    draft_title=title,
                    slug=f"page-{pk}",
                    path=f"{home.path}{Page._int2str(number + 1000).rjust(4, '0')}",
                    depth=home.depth + 1,
                    url_path=f"{home.url_path}page-{pk}/",
                    content_type=kind,
                    locale=home.locale,
                    first_published_at=now,
                )
            )
            bodies.append((pk, f"<p>{text}</p>"))
            texts[pk] = unicodedata.normalize("NFKC", f"{title}\n{text}")
        Page.objects.bulk_create(rows, batch_size=500)
        with connection.cursor() as cursor:
            cursor.executemany("INSERT INTO cms_textpage (page_ptr_id, text) VALUES (%s, %s)", bodies)
    return texts


def index(path: str, count: int) -> float:
    """Pages a second, read from the database and written to the index."""
    from wagtail.search.backends import get_search_backend

    from cms.models import TextPage

    backend, began, used, last = get_search_backend(path), time.perf_counter(), time.process_time(), 0
    while chunk := list(TextPage.objects.filter(pk__gt=last).order_by("pk")[:AT_ONCE]):
        backend.add_bulk(TextPage, chunk)
        last = chunk[-1].pk
    print(f"  {1000 * (time.process_time() - used) / count:.2f} ms of CPU a page in this process", flush=True)
    return count / (time.perf_counter() - began)


def ask(name: str, path: str, texts: dict[int, str]) -> None:
    from wagtail.models import Page
    from wagtail.search.backends import get_search_backend

    backend, took, worked, wanted, got = get_search_backend(path), [], [], 0, 0
    for query in QUERIES:
        words = unicodedata.normalize("NFKC", query).split()
        exact = {pk for pk, text in texts.items() if all(word in text for word in words)}
        for _ in range(REPEATED):
            began, used = time.perf_counter(), time.process_time()
            list(backend.search(query, Page.objects.live().public())[:20])
            took.append(1000 * (time.perf_counter() - began))
            worked.append(1000 * (time.process_time() - used))
        found = {page.pk for page in backend.search(query, Page.objects.live().public(), order_by_relevance=False)}
        wanted, got = wanted + len(exact), got + len(exact & found)
        print(
            f"  {query}: {len(exact & found)} of {len(exact)}, {len(found)} in all, {min(took[-REPEATED:]):.1f} ms",
            flush=True,
        )
    figure(f"search_{name}_recall", got / wanted, "of_exact")
    percentiles = quantiles(took, n=100)
    figure(f"search_{name}_p50", percentiles[49], "ms")
    figure(f"search_{name}_p95", percentiles[94], "ms")
    # On SQLite that is all there is, also where others use the machine
    figure(f"search_{name}_p50_of_cpu", quantiles(worked, n=100)[49], "ms")
    figure(f"search_{name}_p95_of_cpu", quantiles(worked, n=100)[94], "ms")


def ranks(name: str) -> None:
    """How much of the first page is what one means, and whether other spellings bring the same."""
    from wagtail.models import Page

    shown = Page.objects.live().public().specific().search(WHOLE)[:20]
    whole = [page for page in shown if WHOLE in f"{page.title}{page.text}".replace(ACCIDENTAL, "")]
    figure(f"search_{name}_whole_words_first", len(whole) / 20, "of_first_page")
    for spellings in SPELLINGS:
        found = {len(Page.objects.live().search(one, order_by_relevance=False)) for one in spellings}
        figure(f"search_{name}_{'same' if len(found) == 1 else 'other'}_spellings", max(found), "pages")


def whole_page(name: str) -> None:
    """The page with its filters and numbers, as the browser gets it."""
    from django.test import Client

    client, took = Client(), []
    for query in QUERIES:
        began = time.perf_counter()
        answer = client.get("/search/", {"q": query})
        took.append(1000 * (time.perf_counter() - began))
        assert answer.status_code == 200
    percentiles = quantiles(took, n=100)
    figure(f"search_{name}_page_p50", percentiles[49], "ms")
    figure(f"search_{name}_page_p95", percentiles[94], "ms")


def main(name: str, count: int, peer: bool) -> None:
    django.setup()
    call_command("migrate", verbosity=0)
    texts = fill(count)
    print(f"{name}: {count} pages, {sum(map(len, texts.values())) // count} signs each", flush=True)
    figure(f"search_{name}_indexed", index(OURS, count), "pages/s")
    _analyse()
    ask(name, OURS, texts)
    ranks(name)
    whole_page(name)
    if peer:
        figure(f"search_{name}_stock_indexed", index(STOCK, count), "pages/s")
        _analyse()
        ask(f"{name}_stock", STOCK, texts)


def _analyse() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3] == "peer")
