"""`netgraph backtest`: how well Netgraph would have found your past introductions."""

from datetime import UTC, datetime
from pathlib import Path

import click
from rich.table import Table

from netgraph.cli.frame import counted, json_option, out, say_json, told_progress
from netgraph.domain.measures import Bin, Estimate
from netgraph.imports.messages import read_messages
from netgraph.services.backtest import Report, backtest
from netgraph.services.mail_history import Reading


@click.command("backtest")
@click.argument(
    "messages", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="MESSAGES"
)
@click.option("--by-day", is_flag=True, help="Ask anew each day, not each week; takes longer.")
@click.option(
    "--as-list",
    "reading",
    flag_value=Reading.LISTS.value,
    help="Read it as a mailing list: To is written to, Cc is an audience.",
)
@click.option(
    "--as-letters",
    "reading",
    flag_value=Reading.LETTERS.value,
    help="Read To and Cc alike; when neither is given, the look of the table decides.",
)
@json_option
def backtest_command(messages: Path, reading: str | None, *, by_day: bool, as_json: bool) -> None:
    """Prove on your own mail how well introducers are found, with the future hidden.

    MESSAGES is a table of headers with the columns date, sender, to and, where there are, cc,
    msg_id and in_reply_to (CSV, also packed), or a mailbox (mbox). Nothing is kept.
    """
    with told_progress() as progress:
        mailing = read_messages(
            messages,
            name=messages.name,
            today=datetime.now(tz=UTC).date(),
            progress=lambda done, total: progress(step="Reading", done=done, total=total),
        )
        report = backtest(
            mailing.messages,
            slice_days=1 if by_day else 7,
            reading=Reading(reading) if reading else None,
            telling=progress,
        )
    if as_json:
        say_json(report)
        return
    _say(report, left_out=mailing.left_out)


def _say(report: Report, *, left_out: int) -> None:
    out.print(
        f"{counted(report.messages, 'message', 'messages')} of "
        f"{counted(report.people, 'person', 'people')}, read as "
        f"{'a mailing list' if report.reading is Reading.LISTS else 'letters'}"
        + (f"; {counted(left_out, 'row', 'rows')} left out" if left_out else "")
        + "."
    )
    out.print(
        f"{counted(report.found, 'introduction', 'introductions')} after the first 15 % of the "
        f"messages, {report.followed:,} of them followed up within 30 days."
    )
    if not report.rankers:
        out.print("[bold]There is no introduction to ask about.[/]")
        out.print(
            "Needed is mail of several people over months, in which somebody writes to two "
            "others who never wrote to each other, knows both from before, and is not the only "
            "one who does. A mailbox of one person alone seldom has that; a team’s table does."
        )
        return
    out.print(
        f"Of these, {report.unknown:,} came from somebody without an earlier tie to both and "
        f"{report.only:,} had one candidate; {report.questions:,} "
        f"{'was' if report.questions == 1 else 'were'} asked about, with {report.candidates:g} "
        f"{'candidate' if report.candidates == 1 else 'candidates'} in the middle."
    )
    if report.questions < _FEW:
        out.print(f"With fewer than {_FEW} questions, take the figures for a hint.")
    table = Table(
        "who could introduce, by",
        "MRR (95 %)",
        "first",
        "first five",
        "gain",
        box=None,
        pad_edge=False,
    )
    for row in sorted(report.rankers, key=lambda one: -one.mrr.value):
        name = f"[bold]{row.name}[/]" if row.ours else row.name
        gain = "" if row.gain.low == row.gain.high == 0 else _signed(row.gain)
        table.add_row(name, _shown(row.mrr), _percent(row.hit1), _percent(row.hit5), gain)
    out.print()
    out.print(table)
    out.print()
    out.print(
        f"Chances we gave to candidates, and how often it was so (expected calibration error "
        f"{100 * report.calibration_error:.1f} %):"
    )
    out.print(_compared(report.chances))
    _say_success(report)


def _say_success(report: Report) -> None:
    success = report.success
    if success is None:
        out.print("Too few introductions to say what makes one succeed.")
        return
    out.print()
    out.print(
        f"Does it succeed? We said {100 * success.said:.0f} %, it was {100 * success.rate:.0f} % "
        f"of {success.judged:,} (expected calibration error "
        f"{100 * success.calibration_error:.1f} %"
        + (f", AUC {success.auc:.2f}" if success.auc is not None else "")
        + "). Foretold best by, where 0.50 is chance:"
    )
    for one in success.predictors[:_PREDICTORS]:
        out.print(f"  {one.auc:.2f}  {one.name}")


def _compared(bins: tuple[Bin, ...]) -> Table:
    table = Table("said", "was", "95 %", "cases", box=None, pad_edge=False)
    for one in bins:
        table.add_row(
            f"{100 * one.said:.1f} %",
            f"{100 * one.was:.1f} %",
            f"{100 * one.low:.1f}–{100 * one.high:.1f} %",
            f"{one.count:,}",
        )
    return table


def _shown(one: Estimate) -> str:
    return f"{one.value:.3f} ({one.low:.3f}–{one.high:.3f})"


def _signed(one: Estimate) -> str:
    return f"{one.value:+.3f} ({one.low:+.3f} to {one.high:+.3f})"


def _percent(one: Estimate) -> str:
    return f"{100 * one.value:.0f} % ({100 * one.low:.0f}–{100 * one.high:.0f})"


_FEW = 30
_PREDICTORS = 5
