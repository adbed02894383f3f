"""Jobs cross threads by the runner alone."""

import threading

from PySide6.QtCore import QObject

from desktop.core.cancel import CancelToken
from desktop.core.changes import Change, Progress, Topic
from desktop.core.errors import Cancelled, DiskFull
from desktop.ui.jobs import LANE_WIDTHS, ChangeBus, JobControl, JobRunner
from desktop.ui.waiting import wait_until

BIG = 2**200


def test_a_result_settles_on_the_gui_thread(jobs: JobRunner) -> None:
    threads: list[threading.Thread] = []
    work_threads: list[threading.Thread] = []

    def work(_job: JobControl) -> int:
        work_threads.append(threading.current_thread())
        return BIG

    results: list[int] = []
    jobs.start(work, done=lambda v: (results.append(v), threads.append(threading.current_thread())))
    wait_until(lambda: results, "the result")

    assert results == [BIG]
    assert threads == [threading.main_thread()]
    assert work_threads[0] is not threading.main_thread()


def test_an_error_without_a_handler_reaches_the_one_sink(jobs: JobRunner) -> None:
    told: list[BaseException] = []
    jobs.error_occurred.connect(told.append)
    error = DiskFull("/data", 5, 2)

    def work(_job: JobControl) -> None:
        raise error

    jobs.start(work)
    wait_until(lambda: told, "the error")

    assert told == [error]


def test_an_error_with_a_handler_does_not_reach_the_sink(jobs: JobRunner) -> None:
    told: list[BaseException] = []
    handled: list[BaseException] = []
    jobs.error_occurred.connect(told.append)

    jobs.start(lambda _job: 1 // 0, failed=handled.append)
    wait_until(lambda: handled, "the error")

    assert isinstance(handled[0], ZeroDivisionError)
    assert told == []


def test_a_cancelled_job_settles_silently(jobs: JobRunner) -> None:
    told: list[object] = []
    started = threading.Event()
    jobs.error_occurred.connect(told.append)

    def work(job: JobControl) -> None:
        started.set()
        job.cancel.wait(30)

    job = jobs.start(work, done=told.append, failed=told.append)
    assert started.wait(5)
    job.cancel()
    wait_until(lambda: jobs.is_idle, "the job to settle")

    assert told == []
    assert job.is_settled


def test_a_job_cancelled_before_it_began_never_runs(jobs: JobRunner) -> None:
    gate, ran = threading.Event(), []
    jobs.start(lambda _job: gate.wait(10), lane="db")
    waiting = jobs.start(lambda _job: ran.append(1), lane="db")

    waiting.cancel()
    gate.set()
    wait_until(lambda: jobs.is_idle, "the lane")

    assert ran == []


def test_progress_arrives_on_the_gui_thread_and_stays_exact(jobs: JobRunner) -> None:
    seen: list[tuple[Progress, bool]] = []

    def work(job: JobControl) -> None:
        job.report(Progress("p", "fetch", 2**40, 2**41))

    jobs.start(
        work, progressed=lambda p: seen.append((p, threading.current_thread() is threading.main_thread()))
    )
    wait_until(lambda: seen and jobs.is_idle, "the progress")

    assert seen == [(Progress("p", "fetch", 2**40, 2**41), True)]


class Widgetlike:
    """Something a job's callbacks hold; says in which thread it was freed."""

    def __init__(self, freed: list[threading.Thread]) -> None:
        self._freed = freed

    def settle(self, _result: object) -> None:
        """What ``done`` calls."""

    def __del__(self) -> None:
        self._freed.append(threading.current_thread())


def test_what_a_job_held_is_freed_on_the_gui_thread(jobs: JobRunner) -> None:
    """A widget that the thread of a job freed last crashed Qt."""
    freed: list[threading.Thread] = []
    running = []
    for _ in range(20):
        held = Widgetlike(freed)
        running.append(jobs.start(lambda _job, held=held: held.settle(None), done=held.settle))
        del held

    wait_until(lambda: len(freed) == 20, "everything to be freed")

    assert set(freed) == {threading.main_thread()}
    assert all(job.is_settled for job in running)


def test_what_a_dropped_job_held_is_freed_on_the_gui_thread(jobs: JobRunner) -> None:
    freed: list[threading.Thread] = []
    began, goes_on = threading.Event(), threading.Event()
    held = Widgetlike(freed)
    jobs.start(lambda _job, held=held: (began.set(), goes_on.wait(10)), done=held.settle)
    del held
    assert began.wait(10)

    jobs.drop()
    goes_on.set()
    wait_until(lambda: freed, "it to be freed")

    assert freed == [threading.main_thread()]


def test_the_result_for_a_deleted_owner_is_dropped(jobs: JobRunner) -> None:
    import shiboken6

    gate, told = threading.Event(), []
    owner = QObject()
    jobs.start(lambda _job: gate.wait(10), owner=owner, done=told.append)

    shiboken6.delete(owner)
    gate.set()
    wait_until(lambda: jobs.is_idle, "the job")

    assert told == []


def test_the_db_lane_runs_one_job_at_a_time_in_order(jobs: JobRunner) -> None:
    order: list[int] = []
    for number in range(20):
        jobs.start(lambda _job, n=number: order.append(n), lane="db")
    wait_until(lambda: jobs.is_idle, "the lane")

    assert order == list(range(20))


def test_the_net_lane_runs_as_many_jobs_side_by_side_as_it_is_wide(jobs: JobRunner) -> None:
    meeting = threading.Barrier(LANE_WIDTHS["net"])
    met: list[int] = []
    for _ in range(LANE_WIDTHS["net"]):
        jobs.start(lambda _job: meeting.wait(10), lane="net", done=met.append)
    wait_until(lambda: len(met) == LANE_WIDTHS["net"], "the jobs to meet")

    assert sorted(met) == list(range(LANE_WIDTHS["net"]))


def test_only_jobs_with_a_title_are_shown(jobs: JobRunner) -> None:
    gate = threading.Event()
    jobs.start(lambda _job: gate.wait(10))
    jobs.start(lambda _job: gate.wait(10), title="Downloading")

    assert [job.title for job in jobs.running] == ["Downloading"]
    gate.set()
    wait_until(lambda: jobs.is_idle, "the jobs")


def test_closing_ends_every_thread(qapp: object) -> None:
    runner = JobRunner()
    runner.start(lambda job: job.cancel.wait(30))

    runner.close()

    alive = [t for t in threading.enumerate() if t in runner._threads]
    assert alive == []


def test_changes_published_on_any_thread_arrive_on_the_gui_thread(bus: ChangeBus) -> None:
    seen: list[tuple[Change, bool]] = []
    bus.changed.connect(lambda c: seen.append((c, threading.current_thread() is threading.main_thread())))

    thread = threading.Thread(target=bus.publish, args=(Change(Topic.LIBRARY, "x"),))
    thread.start()
    thread.join()
    wait_until(lambda: seen, "the change")

    assert seen == [(Change(Topic.LIBRARY, "x"), True)]


def test_a_cancelled_error_from_the_work_itself_is_silent(jobs: JobRunner) -> None:
    told: list[object] = []
    jobs.error_occurred.connect(told.append)

    def work(_job: JobControl) -> None:
        token = CancelToken()
        token.cancel()
        token.raise_if_cancelled()

    jobs.start(work, failed=told.append)
    wait_until(lambda: jobs.is_idle, "the job")

    assert told == []
    assert issubclass(Cancelled, Exception)
