"""What each group of people may do, as Django groups; where, the help centre says."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission

LABEL = "gapfinder"
SEEN = (
    *("view_article", "view_contact", "view_digest", "view_exclusion", "view_gap"),
    *("view_gapevent", "view_helpcenter", "view_run", "view_verdict"),
    *("view_audience", "view_delivery", "view_subscription"),
)
EDITED = ("change_gap", "add_verdict", "add_run", "add_exclusion", "change_exclusion")
# Deleting a subscription is how a reader is forgotten; "change" of a delivery: again.
MANAGED = (
    *("add_helpcenter", "change_helpcenter", "change_delivery"),
    *("add_audience", "change_audience", "delete_audience"),
    *("add_subscription", "change_subscription", "delete_subscription"),
)
ROLES: Mapping[str, tuple[str, ...]] = {
    "content editor": (*SEEN, *EDITED),
    "support lead": SEEN,
    "administrator": (*SEEN, *EDITED, *MANAGED),
}


def make_roles(app_config: Any, using: str, **_: Any) -> None:
    """Make the groups after a migration, and give them what they lack.

    What a project gave a group besides stays; a group that it deleted comes back.
    """
    # The app may be migrated before the one that makes permissions hears of it.
    create_permissions(app_config, verbosity=0, using=using)
    permissions = Permission.objects.using(using).filter(content_type__app_label=LABEL)
    by_codename = {permission.codename: permission for permission in permissions}
    for name, codenames in ROLES.items():
        group, _new = Group.objects.using(using).get_or_create(name=name)
        group.permissions.add(*(by_codename[each] for each in codenames))
