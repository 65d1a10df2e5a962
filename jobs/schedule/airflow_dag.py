"""Runs Oubli's nightly purge under Airflow 2.4 or newer.

Of the two nights when clocks change, 02:30 does not exist on one and comes twice on the other: the
purge may start late or twice. A second run finds nothing due, a missed one is caught up by the next.
"""

from __future__ import annotations

import logging
import os
import subprocess
from datetime import timedelta

import pendulum
from airflow.decorators import dag, task
from airflow.exceptions import AirflowException, AirflowFailException

COMMAND = [
    "/opt/oubli/jobs/nightly-purge",
    "--log=json",
    "--reports=/var/lib/oubli/reports",
    "--recordings=/var/lib/oubli/recordings",
]
ENVIRONMENT = {
    "OUBLI_HOME": "/var/lib/oubli",
    "OUBLI_POLICY": "/etc/oubli/policy.yml",
    "OUBLI_DATAMAP": "/etc/oubli/datamap.yml",
    "OUBLI_CONTROLLER": "/etc/oubli/controller.yml",
    "OUBLI_DATABASE_URL": "jdbc:postgresql://db.example.org:5432/company",
    "OUBLI_DATABASE_USER": "oubli",
    "OUBLI_DATABASE_PASSWORD_FILE": "/etc/oubli/database-password",
}
GRACE = 120

log = logging.getLogger(__name__)


def judge(code: int) -> None:
    """Turns an exit code into what Airflow does next."""
    if code == 0:
        return
    if code == 3:
        log.warning("done, but somebody has to look at what was printed")
        return
    if code in (2, 4):
        raise AirflowFailException(f"exit {code}: a person must mend it first")
    raise AirflowException(f"exit {code}: tried again later, it resumes where it stopped")


def run(command: list[str], environment: dict[str, str]) -> int:
    """Runs the command; when the task is stopped, the chunk in hand is finished."""
    process = subprocess.Popen(command, env={**os.environ, **environment})
    try:
        return process.wait()
    except BaseException:
        process.terminate()
        try:
            process.wait(timeout=GRACE)
        except subprocess.TimeoutExpired:
            process.kill()
        raise


@dag(
    dag_id="oubli_nightly_purge",
    schedule="30 2 * * *",
    start_date=pendulum.datetime(2026, 11, 1, tz="Europe/Paris"),
    catchup=False,
    max_active_runs=1,
    tags=["privacy"],
)
def oubli_nightly_purge():
    @task(retries=3, retry_delay=timedelta(minutes=10), execution_timeout=timedelta(hours=4))
    def purge():
        judge(run(COMMAND, ENVIRONMENT))

    purge()


oubli_nightly_purge()
