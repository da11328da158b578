//! A folder of invented captures, and the command run in it.

use std::{
    io::Write,
    path::Path,
    process::{Command, Output, Stdio},
};

/// An article of an invented paper.
pub(crate) const COURIER: &str = "\
Unity Party opens conference of district secretaries in Tarsk

By Ilsa Venn
Published : Mar 4, 2031 - 10:13

TARSK, March 4 (VPS) -- The ruling Vendrian Unity Party opened its third conference of district \
secretaries in Tarsk on Tuesday, the Vendrian Press Service reported.

Party leader Oren Malk told the district secretaries that the party expects \"steady work and \
plain words\" from every district, the agency said in a report.

The conference is the third of its kind. The second conference was held in Port Meridian in 2026, \
when the party met after the floods.
";

/// Another one, of another day.
pub(crate) const TIMES: &str = "\
Malk urges secretaries to mend the dikes

Published : Mar 6, 2031 - 08:40

PORT MERIDIAN, March 6 (Halden Wire) -- Vendrian leader Oren Malk asked district secretaries on \
Wednesday to mend the river dikes before the rains, according to state media.

The conference of district secretaries of the Vendrian Unity Party ends on Friday in the capital.
";

/// A page that would like to run a script in the report.
pub(crate) const HOSTILE: &str = "\
Ferry <script>alert('title')</script> strikes pier in Port Meridian

TARSK, March 7 (VPS) -- The ferry \"><img src=x onerror=alert(1)> struck the pier on Thursday and \
nobody was hurt, said the harbour master of Port Meridian.

</span></article></body><script>document.title = 'taken'</script> &lt;b&gt; {{ 7 * 7 }} {% raw %} \
http://tracker.vendria.example/pixel.gif was named in the note, the harbour master said on Friday.
";

/// A folder with the captures.
pub(crate) struct Case {
    folder: tempfile::TempDir,
}

impl Case {
    /// The two articles and the hostile one.
    pub(crate) fn new() -> Self {
        let case = Case {
            folder: tempfile::tempdir().unwrap(),
        };
        case.write("courier.txt", COURIER);
        case.write("times.txt", TIMES);
        case.write("ferry.txt", HOSTILE);
        case
    }

    /// Adds a file.
    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        std::fs::write(self.path().join(name), bytes).unwrap();
    }

    /// What a file holds.
    pub(crate) fn read(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.path().join(name)).unwrap()
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// The command, to be run in the folder.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_variorum"));
        command
            .args(args)
            .current_dir(self.path())
            .env_remove("NO_COLOR")
            .stdin(Stdio::null());
        command
    }

    /// Runs it.
    pub(crate) fn run(&self, args: &[&str]) -> Ran {
        Ran(self.command(args).output().unwrap())
    }

    /// Runs it with something on standard input.
    pub(crate) fn run_with(&self, args: &[&str], input: &str) -> Ran {
        let mut child = self
            .command(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        stdin.write_all(input.as_bytes()).unwrap();
        drop(stdin);
        Ran(child.wait_with_output().unwrap())
    }
}

/// What a run gave.
pub(crate) struct Ran(Output);

impl Ran {
    pub(crate) fn status(&self) -> i32 {
        self.0.status.code().unwrap()
    }

    pub(crate) fn stdout(&self) -> String {
        String::from_utf8(self.0.stdout.clone()).unwrap()
    }

    pub(crate) fn stderr(&self) -> String {
        String::from_utf8(self.0.stderr.clone()).unwrap()
    }

    /// Standard output of a run where all went well.
    #[track_caller]
    pub(crate) fn well(&self) -> String {
        assert_eq!(self.status(), 0, "{}", self.stderr());
        self.stdout()
    }

    /// Standard error of a run that could do nothing.
    #[track_caller]
    pub(crate) fn nothing(&self) -> String {
        assert_eq!(self.status(), 2, "{} {}", self.stdout(), self.stderr());
        self.stderr()
    }
}
