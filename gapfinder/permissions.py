"""Permissions: the Django groups of editors, and what each group may do.

The members of a help centre decide on which rows a group may do it.
"""

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
# Deleting a subscription erases its reader; changing a delivery means sending it again.
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


def create_groups(app_config: Any, using: str, **_: Any) -> None:
    """Create the groups after a migration, and add the permissions that they lack.

    Permissions that a project added to a group stay; a deleted group comes back.
    """
    # This handler may run before the one of `django.contrib.auth` that creates them.
    create_permissions(app_config, verbosity=0, using=using)
    permissions = Permission.objects.using(using).filter(content_type__app_label=LABEL)
    by_codename = {permission.codename: permission for permission in permissions}
    for name, codenames in ROLES.items():
        group, _new = Group.objects.using(using).get_or_create(name=name)
        group.permissions.add(*(by_codename[codename] for codename in codenames))
