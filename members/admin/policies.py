"""Who does what with people, organisations and words in the admin. Our roles say it, not permissions of a group."""

from django.contrib.auth import get_user_model
from django.db.models import Q
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from members.models import (
    Affiliation,
    Approach,
    ApproachClass,
    Block,
    Cohort,
    Invitation,
    Letter,
    Organisation,
    OrganisationType,
    Participation,
    Pause,
    Person,
    Prefecture,
    Suppression,
    TargetGroup,
    Theme,
)

EVERYTHING = frozenset({"add", "change", "delete", "view"})


class SecretariatPolicy(ModelPermissionPolicy):
    """Administrators do what `actions` names, facilitators look. Nobody else comes near."""

    def __init__(self, model, actions: frozenset[str] = EVERYTHING):
        super().__init__(model)
        self.actions = actions

    def user_has_permission(self, user, action) -> bool:
        if not user.is_active or action not in self.actions:
            return False
        return user.is_administrator or (action == "view" and user.is_facilitator)

    def users_with_any_permission(self, actions):
        wanted = self.actions.intersection(actions)
        people = get_user_model().objects.filter(is_active=True)
        if not wanted:
            return people.none()
        return people.filter(Q(is_administrator=True) | (Q(is_facilitator=True) if "view" in wanted else Q(pk=None)))


class EverybodyAtTheDeskPolicy(SecretariatPolicy):
    """Facilitators do what administrators do: people telephone whoever is there."""

    def user_has_permission(self, user, action) -> bool:
        return super().user_has_permission(user, action) or (
            user.is_active and user.is_facilitator and action in self.actions
        )

    def users_with_any_permission(self, actions):
        if not self.actions.intersection(actions):
            return super().users_with_any_permission(actions)
        return super().users_with_any_permission({"view"})


class AdministratorsPolicy(SecretariatPolicy):
    """Administrators do what `actions` names, and nobody else even looks."""

    def user_has_permission(self, user, action) -> bool:
        return user.is_administrator and super().user_has_permission(user, action)

    def users_with_any_permission(self, actions):
        return super().users_with_any_permission(actions).filter(is_administrator=True)


def register() -> None:
    for model in (
        Affiliation,
        Block,
        Theme,
        TargetGroup,
        Approach,
        ApproachClass,
        OrganisationType,
        Participation,
    ):
        register_permission_policy(model, SecretariatPolicy(model))
    register_permission_policy(Pause, EverybodyAtTheDeskPolicy(Pause))
    # An organisation leaves and a person is deactivated: what they said in the rooms keeps its sender
    register_permission_policy(Organisation, SecretariatPolicy(Organisation, EVERYTHING - {"delete"}))
    register_permission_policy(Cohort, SecretariatPolicy(Cohort, EVERYTHING - {"delete"}))
    # A person comes to be by accepting an invitation, so that every address is verified
    register_permission_policy(Person, SecretariatPolicy(Person, frozenset({"change", "view"})))
    register_permission_policy(Invitation, SecretariatPolicy(Invitation, frozenset({"add", "delete", "view"})))
    # An address has no history: it is taken off and put on again
    register_permission_policy(Suppression, AdministratorsPolicy(Suppression, frozenset({"add", "delete", "view"})))
    register_permission_policy(Letter, AdministratorsPolicy(Letter, frozenset({"change"})))
    register_permission_policy(Prefecture, SecretariatPolicy(Prefecture, frozenset({"change", "view"})))
