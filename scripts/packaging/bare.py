"""A bare Debian in a folder, and a terminal in it."""
import fcntl
import os
import pty
import re
import select
import shutil
import signal
import struct
import subprocess
import termios
import time
from pathlib import Path

STAFF = "counsellor"
HOME = f"/home/{STAFF}"


class Bare:
    """A root that debootstrap made, with the packages that are named and nothing else."""

    def __init__(self, folder, suite, packages):
        self.folder = Path(folder)
        made = subprocess.run(
            ["debootstrap", "--variant=minbase", f"--include={','.join(packages)}", suite, folder],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if made.returncode:
            raise RuntimeError(made.stdout.strip().split("\n")[-1])
        added = self.run(f"useradd --create-home --shell /bin/bash {STAFF}", user="root")
        if added.returncode:
            raise RuntimeError(added.stderr.strip())

    def command(self, shell, user, variables, folder):
        given = {"PATH": "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin", "TERM": "xterm",
                 "HOME": HOME if user == STAFF else "/root"} | variables
        # The process has its own mounts and processes: when it ends, nothing of it is left.
        return ["unshare", "--mount", "--pid", "--fork", "--kill-child",
                f"--mount-proc={self.folder}/proc", "chroot", f"--userspec={user}:{user}",
                str(self.folder), "/usr/bin/env", "-i", f"--chdir={folder}",
                *(f"{name}={value}" for name, value in given.items()), "/bin/bash", "-c", shell]

    def run(self, shell, user=STAFF, folder="/", **variables):
        return subprocess.run(
            self.command(shell, user, variables, folder), stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=600)

    def terminal(self, shell, folder="/", **variables):
        return Terminal(self.command(shell, STAFF, variables, folder))

    def files(self):
        """Every file with what would show a change, without what the system keeps moving."""
        found = {}
        for where, folders, names in os.walk(self.folder):
            if where == str(self.folder):
                folders[:] = [each for each in folders if each not in ("proc", "sys", "dev")]
            for name in names:
                path = os.path.join(where, name)
                status = os.lstat(path)
                found["/" + os.path.relpath(path, self.folder)] = (
                    status.st_size, status.st_mtime_ns)
        return found

    def remove(self):
        shutil.rmtree(self.folder)


class Terminal:
    """A program on a pseudo-terminal of 120 columns."""

    def __init__(self, command):
        self.process, self.file = pty.fork()
        if self.process == 0:
            os.execvp(command[0], command)
        self.text = ""
        self.read = 0
        fcntl.ioctl(self.file, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))

    def type(self, text):
        os.write(self.file, text.encode())

    def expect(self, pattern, seconds=20):
        """What was shown up to something that was not yet expected; none when it does not come."""
        end = time.monotonic() + seconds
        raw = b""
        while True:
            found = re.search(pattern, self.text[self.read:])
            if found:
                shown = self.text[self.read:self.read + found.end()]
                self.read += found.end()
                return shown
            left = end - time.monotonic()
            if left <= 0 or not select.select([self.file], [], [], left)[0]:
                return None
            try:
                raw += os.read(self.file, 65536)
            except OSError:
                return None
            try:
                self.text += re.sub(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[=>]", "", raw.decode())
                raw = b""
            except UnicodeDecodeError:
                continue

    def close(self):
        try:
            os.kill(self.process, signal.SIGHUP)
        except ProcessLookupError:
            pass
        os.close(self.file)
        os.waitpid(self.process, 0)
