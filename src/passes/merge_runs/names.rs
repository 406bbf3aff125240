//! Names of programs, variables and files that decide whether two `RUN`s can share a shell.

/// Files that each `RUN` gets fresh and that are not kept (BuildKit `executor/oci`: hosts, resolv.conf, mounts).
pub(super) const FRESH: [&str; 7] = [
    "/etc/hosts",
    "/etc/resolv.conf",
    "/etc/hostname",
    "/proc/1/",
    "/proc/self",
    "/proc/$",
    "/proc/sys",
];

/// Devices that nothing can be left in.
pub(super) const DEVICES: [&str; 10] = [
    "null", "zero", "full", "random", "urandom", "tty", "fd", "stdin", "stdout", "stderr",
];

/// Programs that start something which lives on when they end.
pub(super) const DAEMONS: [&str; 30] = [
    "adb",
    "apache2ctl",
    "apachectl",
    "bazel",
    "dbus-daemon",
    "dockerd",
    "gradle",
    "gradlew",
    "httpd",
    "initctl",
    "invoke-rc.d",
    "memcached",
    "mongod",
    "mysqld",
    "mysqld_safe",
    "nginx",
    "nohup",
    "pg_ctl",
    "pg_ctlcluster",
    "postgres",
    "rabbitmq-server",
    "rc-service",
    "redis-server",
    "service",
    "setsid",
    "slapd",
    "start-stop-daemon",
    "supervisord",
    "systemctl",
    "Xvfb",
];

/// Variables of the shell whose value tells how long it has been running or what it ran.
pub(super) const SHELL_STATE: [&str; 10] = [
    "_",
    "!",
    "-",
    "BASHPID",
    "LINENO",
    "OLDPWD",
    "PPID",
    "RANDOM",
    "SECONDS",
    "BASH_COMMAND",
];

/// Programs and builtins that no install moves elsewhere on the PATH.
pub(super) const CORE: [&str; 46] = [
    "[",
    "addgroup",
    "adduser",
    "apk",
    "apt",
    "apt-cache",
    "apt-get",
    "apt-key",
    "apt-mark",
    "cat",
    "chgrp",
    "chmod",
    "chown",
    "cp",
    "dnf",
    "dpkg",
    "echo",
    "false",
    "find",
    "grep",
    "groupadd",
    "head",
    "ldconfig",
    "ln",
    "ls",
    "microdnf",
    "mkdir",
    "mv",
    "printf",
    "rm",
    "rmdir",
    "rpm",
    "sed",
    "sleep",
    "sort",
    "tail",
    "tdnf",
    "test",
    "touch",
    "true",
    "tr",
    "update-ca-certificates",
    "useradd",
    "usermod",
    "yum",
    "zypper",
];

/// Programs that only a build from source would move.
pub(super) const STEADY: [&str; 20] = [
    "add-apt-repository",
    "awk",
    "bunzip2",
    "bzip2",
    "curl",
    "cut",
    "date",
    "dirname",
    "git",
    "gpg",
    "gunzip",
    "gzip",
    "sha256sum",
    "tar",
    "tee",
    "uname",
    "unzip",
    "wget",
    "xargs",
    "xz",
];

/// Builtins and reserved words of the shells, which no program replaces.
pub(super) const BUILTINS: [&str; 34] = [
    ".", ":", "[[", "alias", "break", "cd", "chdir", "command", "continue", "declare", "dirs",
    "eval", "exec", "exit", "export", "getopts", "hash", "let", "local", "popd", "pushd", "pwd",
    "read", "readonly", "return", "set", "shift", "shopt", "source", "trap", "type", "ulimit",
    "umask", "unset",
];
