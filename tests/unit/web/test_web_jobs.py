"""Jobs: a queue that loses nothing, shows each job to its owner alone, and goes on after a restart."""

from __future__ import annotations

import io
import json
import threading
from collections.abc import Mapping
from typing import Any

import pytest
from web_office import NAMES, Office

from docgen.errors import ForbiddenError, InputError, NotFoundError
from docgen.records.documents import Actor
from docgen.records.jobs import change_job, describe_job, find_job, get_job, list_jobs, take_job
from docgen.records.roles import Role, find_user
from docgen.web.jobs.kinds import KINDS
from docgen.web.jobs.work import JobKind, Work

ARCHIVIST, DRAFTER = NAMES[Role.ARCHIVIST], NAMES[Role.DRAFTER]


def _copy(work: Work) -> Mapping[str, Any]:
    data = (work.inputs / "vao.txt").read_bytes()
    for step in range(work.input["steps"]):
        work.progress(step, work.input["steps"], f"bước {step}")
    (work.results / "ra.txt").write_bytes(data.upper())
    work.progress(work.input["steps"], work.input["steps"], "xong")
    return {"size": len(data), "runs": work.runs}


def _refuse(work: Work) -> Mapping[str, Any]:
    raise InputError("bảng không có dòng nào", hint="chọn tệp khác")


def _break(work: Work) -> Mapping[str, Any]:
    raise ZeroDivisionError


@pytest.fixture(autouse=True)
def kinds(monkeypatch: pytest.MonkeyPatch, office: Office) -> None:
    for name, run, resumes in (
        ("copy", _copy, True),
        ("once", _copy, False),
        ("refuse", _refuse, True),
        ("break", _break, True),
    ):
        monkeypatch.setitem(KINDS, name, JobKind(name, name, "archive-export", run, resumes))
    # What an earlier test left in the queue is none of this one's.
    office.app.state.service.jobs.run_waiting()


def _submit(office: Office, kind: str = "copy", steps: int = 3) -> int:
    files = {"vao.txt": io.BytesIO(b"so van ban")}
    actor = Actor(ARCHIVIST, office.clock())
    return int(office.app.state.service.jobs.submit(kind, actor, "Chép", {"steps": steps}, files)["id"])


def _see(office: Office, job_id: int) -> dict[str, Any]:
    with office.store.read() as connection:
        return describe_job(get_job(connection, job_id))


def test_a_job_is_run_and_its_files_are_kept(office: Office) -> None:
    jobs = office.app.state.service.jobs
    job_id = _submit(office)
    assert _see(office, job_id)["state"] == "queued"
    assert jobs.run_waiting() == 1
    job = _see(office, job_id)
    assert (job["state"], job["done"], job["total"], job["message"]) == ("done", 3, 3, "xong")
    assert job["result"] == {"size": 10, "runs": 1}
    assert jobs.get_file(job_id, "ra.txt").read_bytes() == b"SO VAN BAN"
    for name in ("khong-co", "../input/vao.txt", "..", ""):
        with pytest.raises(NotFoundError):
            jobs.get_file(job_id, name)


def test_what_stops_a_job_is_told_and_stops_no_other(office: Office) -> None:
    refused, broken, good = _submit(office, "refuse"), _submit(office, "break"), _submit(office)
    office.app.state.service.jobs.run_waiting()
    error = _see(office, refused)["error"]
    assert (error["code"], error["message"], error["hint"]) == ("input", "bảng không có dòng nào", "chọn tệp khác")
    assert (_see(office, broken)["state"], _see(office, broken)["error"]["code"]) == ("failed", "bug")
    assert _see(office, good)["state"] == "done"


def test_only_its_owner_and_administrators_see_a_job(office: Office) -> None:
    job_id = _submit(office)
    with office.store.read() as connection:
        owner, other, admin = (find_user(connection, NAMES[r]) for r in (Role.ARCHIVIST, Role.DRAFTER, Role.ADMIN))
        assert owner is not None
        assert other is not None
        assert admin is not None
        assert find_job(connection, job_id, owner)["id"] == find_job(connection, job_id, admin)["id"] == job_id
        with pytest.raises(NotFoundError):
            find_job(connection, job_id, other)
        assert list(list_jobs(connection, other)) == []
        assert job_id in [row["id"] for row in list_jobs(connection, admin)]
    assert office.client(Role.DRAFTER).get(f"/cong-viec/{job_id}/su-kien").status_code == 404


def test_a_job_takes_the_role_of_its_owner(office: Office) -> None:
    with pytest.raises(ForbiddenError):
        office.app.state.service.jobs.submit("copy", Actor(DRAFTER, office.clock()), "Chép", {"steps": 1})


def test_events_end_with_the_job(office: Office) -> None:
    job_id = _submit(office)
    office.app.state.service.jobs.run_waiting()
    answer = office.client(Role.ARCHIVIST).get(f"/cong-viec/{job_id}/su-kien")
    assert answer.headers["content-type"].startswith("text/event-stream")
    name, data = answer.text.strip().split("\n\n")[-1].split("\n")
    assert name == "event: end"
    assert json.loads(data.removeprefix("data: "))["state"] == "done"


def test_a_waiting_job_is_cancelled_at_once_and_a_running_one_at_its_next_step(office: Office) -> None:
    jobs = office.app.state.service.jobs
    waiting = _submit(office)
    assert jobs.cancel(waiting)["state"] == "cancelled"
    running = _submit(office)
    row = take_job(office.store, office.clock())
    assert row is not None
    assert row["id"] == running
    assert jobs.cancel(running)["cancel_asked"]
    jobs._run(row)
    assert _see(office, running)["state"] == "cancelled"
    assert jobs.list_files(running) == []
    assert jobs.cancel(running)["state"] == "cancelled"


def test_what_a_dead_process_left_is_taken_up_where_that_is_safe(office: Office) -> None:
    jobs = office.app.state.service.jobs
    safe, unsafe, deadly = _submit(office), _submit(office, "once"), _submit(office)
    for _ in range(3):
        take_job(office.store, office.clock())
    change_job(office.store, deadly, ("running",), runs=3)
    jobs.take_up()
    assert [_see(office, one)["state"] for one in (safe, unsafe, deadly)] == ["queued", "interrupted", "interrupted"]
    assert jobs.run_waiting() == 1
    assert _see(office, safe)["result"]["runs"] == 2


def test_a_stopping_service_gives_its_jobs_back(office: Office) -> None:
    from docgen.web.jobs.runner import Jobs

    job_id = _submit(office)
    row = take_job(office.store, office.clock())
    assert row is not None
    stopping = Jobs(office.app.state.service, 0)
    stopping.announce_stop()
    stopping._run(row)
    assert _see(office, job_id)["state"] == "queued"
    assert office.app.state.service.jobs.run_waiting() == 1


def test_two_processes_take_each_job_once(office: Office) -> None:
    made = {_submit(office) for _ in range(12)}
    taken: list[int] = []

    def take() -> None:
        while (row := take_job(office.store, office.clock())) is not None:
            taken.append(row["id"])

    threads = [threading.Thread(target=take) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == sorted(made)
    for key in taken:
        change_job(office.store, key, ("running",), state="cancelled")


def test_started_workers_run_what_comes(office: Office) -> None:
    from docgen.web.jobs.runner import Jobs

    jobs = Jobs(office.app.state.service, 2)
    jobs.start()
    ids = [
        jobs.submit("copy", Actor(ARCHIVIST, office.clock()), "Chép", {"steps": 1}, {"vao.txt": io.BytesIO(b"a")})["id"]
        for _ in range(3)
    ]
    deadline = threading.Event()
    for _ in range(200):
        if all(_see(office, one)["ended"] for one in ids):
            break
        deadline.wait(0.05)
    jobs.stop()
    assert [_see(office, one)["state"] for one in ids] == ["done"] * 3
