"""A help centre with news since its last full run, and what became of them."""

import json
from datetime import timedelta

from gapfinder.models import Judgement
from gapfinder.pipeline import find_gaps
from tests import broadband
from tests.broadband import imported

LAST = broadband.START + timedelta(days=broadband.DAYS)
# What the last contact of some needs says; all the others have a full run.
NEW = {"copper-6", "static-address-5", "moving-4", "esim-5"}


def lines(*, new):
    return [line for line in broadband.contacts() if (line["id"] in NEW) is new]


def a_line(name, text, **values):
    said = {"id": name, "received_at": LAST.isoformat(), "text": text, "locale": "en"}
    return said | values


def came(tmp_path, *new):
    imported(tmp_path, contacts=list(new))


def judged(name):
    return Judgement.objects.get(question__contact__external_id=name)


def gap_with(name):
    return judged(name).gap


def rows(model, **of):
    """All values of all rows: what must not change."""
    return list(model.objects.filter(**of).order_by("pk").values())


def told(result):
    run = {k: v for k, v in result["run"].items() if k not in {"id", "seconds"}}
    return json.dumps(result | {"run": run}, ensure_ascii=False)


def a_shop(folder):
    """Make a help centre that had a full run; news have yet to come."""
    center = imported(folder, contacts=lines(new=False), articles=broadband.articles())
    find_gaps(center)
    return center
