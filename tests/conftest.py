"""What every suite stands on: profiles, the documents beside the project, and when a skip is a failure."""

import atexit
import os
import shutil
import sys
import tempfile
from pathlib import Path

import hypothesis
import pytest

ROOT = Path(__file__).resolve().parent.parent
REQUIRED = os.environ.get("TIENDO_REQUIRE") == "1"
# The library suite runs without Django and never reads these.
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tiendo_web.settings")
os.environ.setdefault("TIENDO_SECRET_KEY", "only-for-tests-" + "0" * 32)
if "TIENDO_DATA" not in os.environ:
    os.environ["TIENDO_DATA"] = tempfile.mkdtemp(prefix="tiendo-tests-")
    atexit.register(shutil.rmtree, os.environ["TIENDO_DATA"], ignore_errors=True)

# A conftest below may import models, and is read before pytest-django would set Django up.
if "pytest_django" in sys.modules:
    import django

    django.setup()

SLOW_MACHINE = [hypothesis.HealthCheck.too_slow]
hypothesis.settings.register_profile("default", deadline=None, max_examples=100, suppress_health_check=SLOW_MACHINE)
hypothesis.settings.register_profile("deep", deadline=None, max_examples=2_000, suppress_health_check=SLOW_MACHINE)


def pytest_addoption(parser):
    parser.addoption("--deep", action="store_true", help="long properties, and the tests marked deep")


def pytest_configure(config):
    hypothesis.settings.load_profile("deep" if config.getoption("--deep") else "default")


def pytest_collection_modifyitems(config, items):
    if config.getoption("--deep"):
        return
    late = [item for item in items if item.get_closest_marker("deep")]
    if late:
        config.hook.pytest_deselected(items=late)
        items[:] = [item for item in items if not item.get_closest_marker("deep")]


def without_skip(report, reason):
    """Where everything is required, a skip is a failure that keeps its reason."""
    if REQUIRED and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped where nothing may be skipped (TIENDO_REQUIRE=1): {reason}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(call):
    report = yield
    return without_skip(report, call.excinfo and call.excinfo.value)


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report():
    report = yield
    return without_skip(report, report.longrepr)


@pytest.fixture(scope="session")
def root():
    """The root of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def shared():
    """The folder of real documents beside the project; TIENDO_SHARED says where, ../shared where it does not."""
    folder = Path(os.environ.get("TIENDO_SHARED") or ROOT.parent / "shared").resolve()
    if not folder.is_dir():
        pytest.skip("the documents beside the project are not there (TIENDO_SHARED)")
    return folder
