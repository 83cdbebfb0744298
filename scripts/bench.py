"""Runs each question on Drempel and its peers in turn, and prints best times and ratios.

Called by scripts/bench. Every figure is a whole process from start to its answer, unless the row
says "inside", where an open session is timed. Peers get the same csv that Drempel imported.
"""

import os
import pty
import re
import select
import shutil
import subprocess
import sys
import tempfile
import time

drempel, clients, rounds = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
only = sys.argv[4] if len(sys.argv) > 4 else "all"
folder = tempfile.mkdtemp(prefix="drempel-bench-", dir=os.environ.get("TMPDIR", "/var/tmp"))
csv, store = f"{folder}/big.csv", f"{folder}/big"
env = dict(os.environ, DREMPEL_STORE=store, XDG_CONFIG_HOME=f"{folder}/config", LC_ALL="C.UTF-8")
thresholds = """illness pregnancy addiction psychological disability homelessness unfit-dwelling
moving relationships parenting childcare communication administration social-skills appointments
initiative flexibility frustration mobility self-knowledge""".split()


def run(arguments, stdin=None):
    """Seconds, CPU seconds, peak MB and output of one process."""
    with tempfile.TemporaryFile() as into, tempfile.TemporaryFile() as output, \
            tempfile.TemporaryFile() as errors:
        into.write((stdin or "").encode())
        into.seek(0)
        start = time.perf_counter()
        process = subprocess.Popen(
            arguments, env=env, stdin=into if stdin else None, stdout=output, stderr=errors)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        errors.seek(0)
        if process.returncode != 0:
            sys.exit(f"{arguments[:3]} failed: {errors.read().decode()[:2000]}")
        return seconds, usage.ru_utime, usage.ru_maxrss / 1024, output.read().decode()


def steal():
    with open("/proc/stat") as stat:
        return int(stat.readline().split()[8])


def python(code):
    return [sys.executable, "-c", code]


def inside(code_before, code):
    """A Python process that times only its question, best of `rounds`, in its own session."""
    return python(
        f"import time\n{code_before}\nbest=9e9\nfor _ in range({rounds}):\n"
        f"  t=time.perf_counter()\n  {code}\n  best=min(best,time.perf_counter()-t)\nprint(best)")


def row(name, entries, own="drempel", target=None):
    """Interleaves the peers, keeps the best, prints ratios of Drempel to each."""
    best, cpu, memory = {}, {}, {}
    for _ in range(rounds if name != "import" else max(1, rounds // 3)):
        for peer, measure in entries.items():
            seconds, used, peak = measure()
            if seconds < best.get(peer, 9e9):
                best[peer], cpu[peer], memory[peer] = seconds, used, peak
    ratios = "  ".join(
        f"{best[own] / best[peer]:.2f}x {peer} ({best[peer] * 1000:.0f} ms)"
        for peer in entries if peer != own)
    print(
        f"{name:<22} {best[own] * 1000:8.1f} ms  cpu {cpu[own]:.2f} s  {memory[own]:5.0f} MB  {ratios}",
        flush=True)
    return best


def whole(arguments, stdin=None):
    def measure():
        seconds, cpu, memory, _ = run(arguments, stdin)
        return seconds, cpu, memory
    return measure


def timed(arguments, stdin=None):
    """A process that prints its own best seconds on its last line."""
    def measure():
        _, cpu, memory, output = run(arguments, stdin)
        return float(output.split()[-1]), cpu, memory
    return measure


def session(sentence):
    """Drempel answering a sentence several times in one session, timed by itself."""
    def measure():
        text = "timing on\n" + (sentence + "\n") * (rounds + 1)
        process = subprocess.run([drempel], input=text.encode(), env=env, capture_output=True)
        if process.returncode != 0:
            sys.exit(process.stderr.decode())
        found = re.findall(r"([\d.]+) ms", process.stderr.decode())
        return min(float(value) for value in found) / 1000, 0.0, 0.0
    return measure


def completion(*sentences):
    """The slowest Tab of these at a real terminal: from the key to the last byte it brings."""
    def read(terminal, until, seconds=20.0):
        text, end = b"", time.perf_counter() + seconds
        while until not in text and time.perf_counter() < end:
            if select.select([terminal], [], [], 0.5)[0]:
                text += os.read(terminal, 65536)
        return text

    def measure():
        child, terminal = pty.fork()
        if child == 0:
            os.execve(drempel, [drempel], dict(env, TERM="xterm"))
        read(terminal, b"big")
        slowest = 0.0
        for typed, expected in sentences:
            read(terminal, b"> ", 2.0)
            os.write(terminal, typed.encode())
            # The last letters are shown before the key is pressed.
            read(terminal, typed[-3:].encode(), 2.0)
            start = time.perf_counter()
            os.write(terminal, b"\t")
            if expected.encode() not in read(terminal, expected.encode()):
                sys.exit(f"no completion of {typed}")
            slowest = max(slowest, time.perf_counter() - start)
            os.write(terminal, b"\x03")
        os.write(terminal, b"quit\r")
        while True:
            try:
                if not os.read(terminal, 65536):
                    break
            except OSError:
                break
        os.waitpid(child, 0)
        os.close(terminal)
        return slowest, 0.0, 0.0
    return measure


def bounds():
    """The inner loop of a score through Subject and Result, which know how many columns there are,
    beside the same loop through bare pointers to the same data."""
    def way(name):
        return timed([os.path.join(os.path.dirname(drempel), "bounds"), name, str(clients), str(rounds)])
    row("bounds", {"pointers": way("pointers"), "accessors": way("accessors")}, own="accessors")


print(f"{clients} clients, best of {rounds}, {os.cpu_count()} cores", flush=True)
stolen = steal()
if only == "bounds":
    bounds()
    print(f"steal {steal() - stolen} ticks")
    shutil.rmtree(folder)
    sys.exit()
run([drempel, "generate", csv, "--clients", str(clients), "--seed", "1"])
print(f"csv {os.path.getsize(csv) / 1e6:.0f} MB", flush=True)


def fresh(make):
    def measure():
        for name in ("big", "peer.db", "peer.duckdb"):
            path = f"{folder}/{name}"
            shutil.rmtree(path) if os.path.isdir(path) else os.path.exists(path) and os.remove(path)
        return make()
    return measure


def own_import():
    run([drempel, "store", "new", store, "--name", "big", "--date", "2012-12-31"])
    seconds, cpu, memory, _ = run([drempel, "import", csv, "--as", "intake"])
    return seconds, cpu, memory


six = "client, sex, location, commune, mobility, filled-on"


def rows():
    """Files of six columns: the whole process, and its memory beside that for a tenth of the rows."""
    for form in ("csv", "tsv", "ndjson", "xlsx"):
        def export(stages):
            sentence = f'clients | show {six}{stages} | export {form} "{folder}/rows.{form}" overwrite'
            return whole([drempel, "-c", sentence])
        peaks = {}
        for name, stages in ((f"{clients // 10} rows", f" | first {clients // 10}"), (f"{clients} rows", "")):
            best = min((export(stages)() for _ in range(max(1, rounds // 2))), key=lambda found: found[0])
            peaks[name] = best
        size = os.path.getsize(f"{folder}/rows.{form}") / 1e6
        told = "  ".join(f"{name} {seconds:.2f} s {memory:.0f} MB" for name, (seconds, _, memory) in peaks.items())
        print(f"rows to {form:<7} {told}  file {size:.0f} MB", flush=True)


measures = {
    "mpsa": "blocking", "intake": "blocking", "mea": "completeness", "icf": "specified",
    "lights": "lights-on", "ladder": "rung", "spb": "steps-open",
}


def changed():
    """A question after changes beside the same question before them, and of earlier moments."""
    with open(csv) as file:
        codes = [line.split(",", 1)[0] for line in file][1:]
    question = "clients where mobility = blocking | count"

    def after(count):
        def measure():
            text = "timing on\n" + (question + "\n") * 2
            for turn in range(rounds):
                picked = codes[turn * count:(turn + 1) * count]
                text += "".join(f"record {code} mobility = blocking on 2012-12-0{turn % 9 + 1}\n"
                                for code in picked) + question + "\n"
            process = subprocess.run([drempel], input=text.encode(), env=env, capture_output=True)
            if process.returncode != 0:
                sys.exit(process.stderr.decode())
            found = [float(value) for value in re.findall(r"([\d.]+) ms", process.stderr.decode())]
            return min(found[count + 2::count + 1]) / 1000, 0.0, 0.0
        return measure

    row("after 1 change", {"before": session(question), "drempel": after(1)})
    row("after 50 changes", {"before": session(question), "drempel": after(50)})
    for name, moment in [("as of", "as of 2012-06-30"), ("as known", "as known at 3")]:
        row(f"{name}, whole", {
            "today": whole([drempel, "-c", question]),
            "drempel": whole([drempel, "-c", question.replace("clients", f"clients {moment}", 1)]),
        })


def answers_of_all():
    """Each of the seven on answers to its own questions."""
    for name in measures:
        if name != "intake":
            file = f"{folder}/{name}.csv"
            run([drempel, "generate", file, "--as", name, "--clients", str(clients), "--seed", "2"])
            _, cpu, memory, _ = run([drempel, "import", file, "--as", name])
            os.remove(file)


# The same sentence with the instrument in a process of its own, which may cost less than twice.
def apart(name, sentence):
    """A session in which the instrument runs isolated; afterwards it is in the program again."""
    inner = session(sentence)

    def measure():
        run([drempel, "plugin", "isolate", name])
        try:
            return inner()
        finally:
            run([drempel, "plugin", "isolate", name, "--off"])
    return measure


def isolated():
    """In the program and in a process of its own, in turn."""
    for name in measures:
        sentence = f"clients | score {name} | summarise max({name}.{measures[name]})"
        row(f"{name}, isolated", {"in process": session(sentence), "isolated": apart(name, sentence)}, own="isolated")


if only == "rows":
    own_import()
    run([drempel, "-c", "clients | count"])
    rows()
    shutil.rmtree(folder)
    sys.exit()

if only == "changed":
    own_import()
    run([drempel, "-c", "clients | count"])
    changed()
    shutil.rmtree(folder)
    sys.exit()

if only == "isolated":
    own_import()
    answers_of_all()
    isolated()
    print(f"steal {steal() - stolen} ticks")
    shutil.rmtree(folder)
    sys.exit()

row("import", {
    "sqlite3": fresh(whole(["sqlite3", f"{folder}/peer.db"], f".mode csv\n.import {csv} t\n")),
    "DuckDB": fresh(whole(python(
        f"import duckdb;duckdb.connect('{folder}/peer.duckdb').execute("
        f"\"create table t as select * from read_csv('{csv}', all_varchar=true)\")"))),
    "pandas": whole(python(f"import pandas;pandas.read_csv('{csv}', dtype=str)")),
    "drempel": fresh(own_import),
})
run(["sqlite3", f"{folder}/peer.db"], f".mode csv\ndrop table if exists t;\n.import {csv} t\n")
run(python(f"import duckdb;duckdb.connect('{folder}/peer.duckdb').execute("
           f"\"create or replace table t as select * from read_csv('{csv}', all_varchar=true)\")"))
sums = {code: " + ".join(f"(\"{name}\"='{code}')::int" for name in thresholds) for code in "234"}
duck = (f"import duckdb;c=duckdb.connect('{folder}/peer.duckdb');c.execute('set threads=2');"
        "c.execute(\"create or replace temp table p as select client, location, commune, sex, "
        "benefit, \\\"filled-on\\\", \\\"birth-date\\\", "
        + ", ".join(f"\\\"{name}\\\"::tinyint as \\\"{name}\\\"" for name in thresholds)
        + " from t\")")
pandas = ("import duckdb,pandas;"
          f"d=duckdb.connect('{folder}/peer.duckdb',read_only=True).execute('select * from t').df();"
          + f"n={thresholds};d[n]=d[n].astype('int8');d['commune']=d['commune'].astype('category')")
question = "clients where mobility = blocking | count by commune"
scoring = "clients | score mpsa | summarise sum(mpsa.blocking), sum(mpsa.supported)"
run([drempel, "-c", question])

row("question, inside", {
    "DuckDB": timed(inside(duck, "c.execute('select commune, count(*) from p where mobility=3 group by 1').fetchall()")),
    "pandas": timed(inside(pandas, "d[d['mobility']==3].groupby('commune',observed=True).size()")),
    "sqlite3": timed(inside(
        f"import sqlite3;c=sqlite3.connect('{folder}/peer.db');c.execute('create temp table p as select commune, cast(mobility as int) as mobility from t')",
        "c.execute('select commune, count(*) from p where mobility=3 group by 1').fetchall()")),
    "drempel": session(question),
})
groups = [thresholds[:6], thresholds[5:9], thresholds[8:11], thresholds[11:15], thresholds[14:]]
columns = [
    "(" + " + ".join(f'("{name}"={code})::int' for name in group) + ")"
    for group in [thresholds] + groups for code in (3, 2, 4)]
every = [thresholds] + groups
row("score mpsa, inside", {
    "DuckDB": timed(inside(duck, f"c.execute('''select {', '.join(columns)} from p''').fetchnumpy()")),
    "pandas": timed(inside(pandas, f"[(d[g]==k).sum(axis=1) for g in {every} for k in (3,2,4)]")),
    "drempel": session(scoring),
})
out = f"{folder}/out.csv"
row("csv export", {
    "DuckDB": timed(inside(duck, f"c.execute('''copy (select client, sex, location, commune, mobility, \"filled-on\" from p) to '{out}' (header)''')")),
    "pandas": timed(inside(pandas, f"d[['client','sex','location','commune','mobility','filled-on']].to_csv('{out}',index=False)")),
    "sqlite3": whole(["sqlite3", f"{folder}/peer.db"], f".headers on\n.mode csv\n.output {out}\nselect client, sex, location, commune, mobility, \"filled-on\" from t;\n"),
    "drempel": session(f'clients | show {six} | export csv "{out}" overwrite for "bench"'),
})
rows()
row("cold start, answer", {
    "sqlite3": whole(["sqlite3", f"{folder}/peer.db", "select commune, count(*) from t where mobility='3' group by 1"]),
    "python with DuckDB": whole(python(f"import duckdb;print(duckdb.connect('{folder}/peer.duckdb',read_only=True).execute(\"select commune, count(*) from t where mobility='3' group by 1\").fetchall())")),
    "drempel": whole([drempel, "-c", question]),
})
row("completion, slowest", {
    "drempel": completion(
        # One word is filled in, so that only its end comes; several are listed.
        ("clients where mob", "ility"), ("clients where commune = \"Gen", "t\""),
        ("clients | score mpsa | show mpsa.bl", "ocking"), ("clients | su", "summarise"),
        ("clients where mobility = blo", "cking")),
})
# Each of the seven on answers to its own questions, beside MPSA in the same session's terms.
answers_of_all()
run([drempel, "-c", question])
row("score each, inside", {
    name: session(f"clients | score {name} | summarise max({name}.{measure})")
    for name, measure in measures.items() if name != "mpsa"
} | {"mpsa": session("clients | score mpsa | summarise max(mpsa.blocking)")}, own="mpsa")
isolated()
bounds()
changed()
demo = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), ".build/demo")
if os.path.isdir(demo):
    env["DREMPEL_STORE"] = demo
    env.pop("XDG_CONFIG_HOME")
    row("start, demo store", {
        "python": whole(python("pass")),
        "drempel": whole([drempel], "quit\n"),
    })
print(f"steal {steal() - stolen} ticks; store {sum(os.path.getsize(os.path.join(p, f)) for p, _, fs in os.walk(store) for f in fs) / 1e6:.0f} MB")
shutil.rmtree(folder)
