"""``tiendo demo``: prepare the sample where it is not there yet, say how to sign in, serve it."""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import os
import shutil
import socket
import sys
import threading
import webbrowser
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor

from tiendo_web import server

COULD_NOT_RUN = 2
HOST = "127.0.0.1"
# Stands in the folder of a sample, so that --fresh never deletes anything else.
MARK = "tinh-mau.txt"
DATABASE = "tiendo.sqlite3"
# A page that is being read is read to its end before the sample closes.
_ENDING = 10.0


def run(*, file: Path | None, port: int, fresh: bool, browser: bool) -> int:
    """Open the sample on ``port``, with ``file`` in the workbench where one is given; gives the exit code."""
    trouble = _trouble(port) or _prepare_folder(fresh=fresh)
    if trouble:
        print(trouble, file=sys.stderr)
        return COULD_NOT_RUN
    django.setup()
    from tiendo_web.core import now

    try:
        _prepare_database(now.today())
    except KeyboardInterrupt:
        print("\nĐã dừng khi đang nạp; lần mở sau sẽ nạp lại từ đầu.", file=sys.stderr)
        return COULD_NOT_RUN
    url = f"http://{HOST}:{port}/"
    _say_accounts(url)
    if file is not None:
        drop(file, url, at=now.now())
    print("Nhấn Ctrl+C để dừng.", flush=True)
    # The server forks; a connection of SQLite must not be carried over a fork.
    connections.close_all()
    return server.serve(
        bind=f"{HOST}:{port}",
        workers=1,
        threads=4,
        hooks=_hooks(url if browser and _has_screen() else ""),
    )


def _hooks(url: str) -> dict[str, Any]:
    """What happens beside the sample's server: scans are read, clocks moved, and a browser opens where there is one."""
    from tiendo_web.jobs import days, readings

    stop = threading.Event()
    beside = [threading.Thread(target=work.serve, args=(stop,), daemon=True) for work in (readings, days)]

    def begin(_worker: Any) -> None:
        for thread in beside:
            thread.start()

    def end(_server: Any, _worker: Any) -> None:
        stop.set()
        for thread in beside:
            if thread.is_alive():
                thread.join(_ENDING)

    hooks: dict[str, Any] = {"post_worker_init": begin, "worker_exit": end}
    return hooks | ({"when_ready": lambda _: webbrowser.open(url)} if url else {})


def _trouble(port: int) -> str:
    """Why the port cannot be used; empty where it can."""
    if not 0 < port < 65536:
        return f"Cổng {port} không hợp lệ; hãy chọn một số từ 1 đến 65535."
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError:
            return f"Không được phép dùng cổng {port}. Hãy chọn cổng khác: tiendo demo --port 8000"
        except OSError:
            return f"Cổng {port} đang được chương trình khác dùng. Hãy chọn cổng khác: tiendo demo --port {port + 1}"
    return ""


def _prepare_folder(*, fresh: bool) -> str:
    """Mark the folder as the sample's, emptied where asked; says why where it is not the sample's."""
    folder = Path(settings.DATA)
    mark = folder / MARK
    if not mark.exists() and (folder / DATABASE).exists():
        return f"Thư mục {folder} có dữ liệu không phải của tỉnh mẫu. Hãy chọn thư mục khác: tiendo demo --data THƯ_MỤC"
    if fresh and mark.exists():
        _empty(folder)
    mark.write_text("Thư mục này của lệnh tiendo demo; --fresh xóa dữ liệu mẫu ở đây.\n", encoding="utf-8")
    return ""


def _empty(folder: Path) -> None:
    for name in (DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm"):
        (folder / name).unlink(missing_ok=True)
    for name in ("files", "scans", "static"):
        with contextlib.suppress(FileNotFoundError):
            shutil.rmtree(folder / name)


def _prepare_database(today: dt.date) -> None:
    """Migrate where something is new, load where nothing is there."""
    from tiendo_web.core import queries
    from tiendo_web.demo import load

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", interactive=False, verbosity=0)
    if not queries.jurisdictions():
        print("Đang nạp tỉnh mẫu với một năm công việc, mất chừng mười giây…", flush=True)
        load.load(today)


def _say_accounts(url: str) -> None:
    from tiendo_web.demo import province

    print(f"\nTiến Độ – tỉnh Sơn Hải (hoàn toàn hư cấu)\n\n  Địa chỉ:   {url}\n  Mật khẩu:  {province.PASSWORD}\n")
    print("  Tên đăng nhập:")
    for username, what in _ACCOUNTS:
        print(f"    {username:<10} {what}")
    print(flush=True)


_ACCOUNTS = (
    ("an", "cán bộ văn phòng UBND tỉnh: nhận văn bản, sửa bản phân công, ban hành, duyệt báo cáo"),
    ("binh", "lãnh đạo UBND tỉnh: xem tiến độ, duyệt báo cáo"),
    ("giam", "thanh tra: xem nhiệm vụ và sổ cái"),
    ("quan", "quản trị: tài khoản và vai trò"),
    ("dau", "người đứng đầu Sở Y tế: báo cáo, xét việc của cấp dưới, xem người của sở"),
    ("syt", "cán bộ Sở Y tế; mỗi sở một tài khoản: stc, sxd, snnmt, cat, ttt…"),
    ("hai-thuan", "cán bộ xã Hải Thuận; mỗi xã, phường, đặc khu một tài khoản: son-binh, ben-hac, hon-seu…"),
    ("chi", "cán bộ văn phòng tỉnh Bắc Giang Sơn: không thấy gì của Sơn Hải"),
)


def drop(file: Path, url: str, *, at: dt.datetime) -> None:
    """Take a file into the workbench as An; a file that is refused is explained, and the sample opens anyway."""
    from tiendo.rulebook import Lang
    from tiendo_web.core import when
    from tiendo_web.demo import load
    from tiendo_web.ledger.actions import Repeated
    from tiendo_web.pages import said
    from tiendo_web.plans import actions as plans
    from tiendo_web.plans import reading

    try:
        data = file.read_bytes()
        once = "demo-" + hashlib.sha256(data).hexdigest()[:32]
        plan_id = plans.take_in(data=data, name=file.name, viewer=load.an(when.day_of(at)), at=at, once=once)
    except FileNotFoundError:
        print(f"Không có tệp {file}.")
    except OSError as fault:
        print(f"Không mở được tệp {file} ({fault.strerror}).")
    except plans.UnreadableFile as refused:
        if refused.pictures:
            by = load.an(when.day_of(at))
            reading_id = reading.ask(data=data, name=file.name, pages=refused.pictures, viewer=by, at=at)
            print(f"Tệp {file.name} có ảnh hoặc là bản quét, đang được đọc: {url}readings/{reading_id}/")
            return
        print(f"Tệp {file.name} không đọc được:")
        for one in refused.diagnostics:
            print(f"  - {said.BOOK.message(one, Lang.VI)} {said.BOOK.help(one, Lang.VI)}")
    except Repeated as repeated:
        print(f"Tệp {file.name} đã có trong bàn làm việc: {url}plans/{repeated.subject.rpartition(':')[2]}/")
    else:
        print(f"Tệp {file.name} đã vào bàn làm việc của An: {url}plans/{plan_id}/")


def _has_screen() -> bool:
    """Whether a browser has a window to open in; without one a text browser would take the terminal."""
    return not sys.platform.startswith("linux") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
