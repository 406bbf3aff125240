//! Names of programs and scripts, and what they tell.

/// Programs that install distribution packages on behalf of what they read, whatever the manager; from their manuals.
pub const INSTALLERS: [&str; 11] = [
    "ansible",
    "ansible-playbook",
    "ansible-pull",
    "chef-client",
    "chef-solo",
    "cinc-client",
    "opam",
    "pkcon",
    "puppet",
    "rosdep",
    "salt-call",
];

/// Scripts with a well-known job that is not installing packages.
pub(super) const HARMLESS: [&str; 12] = [
    "Configure",
    "autogen.sh",
    "b2",
    "buildconf",
    "config",
    "configure",
    "configure.sh",
    "gradlew",
    "manage.py",
    "mvnw",
    "waf",
    "bin",
];

/// Programs that run recipes of a project by name.
pub(super) const RUNNERS: [&str; 8] = [
    "composer", "gmake", "just", "make", "npm", "rake", "task", "yarn",
];

/// Parts of names under which projects install what they need of the distribution.
pub(super) const SETUP_NAMES: [&str; 8] = [
    "apt",
    "bootstrap",
    "deps",
    "dependencies",
    "packages",
    "prereq",
    "provision",
    "setup",
];

/// Parts of names of scripts and programs that install what is needed.
pub(super) const INSTALL_NAMES: [&str; 9] = [
    "apt",
    "bootstrap",
    "deps",
    "dependencies",
    "install",
    "installer",
    "packages",
    "prereq",
    "provision",
];

/// Programs with such a name that bring package indexes themselves, or need none.
pub(super) const INDEPENDENT: [&str; 18] = [
    // Read and write sources and settings.
    "add-apt-repository",
    "apt-add-repository",
    "apt-config",
    "apt-ftparchive",
    "apt-key",
    "apt-mark",
    // Of the base images that bring them; each updates first.
    "apk-install",
    "apt-install",
    "clean-install",
    "docker-run-bootstrap",
    "install-php-extensions",
    "install_clean",
    "install_packages",
    // Nothing to do with packages of the system.
    "composer-setup.php",
    "docker-php-ext-install",
    "easy_install",
    "install",
    "mysql_install_db",
];

/// Interpreters of other languages: the name without a version, and flags whose value is text to run.
pub(super) const INTERPRETERS: [(&str, &[&str]); 7] = [
    ("lua", &["-e"]),
    ("node", &["-e", "-p", "--eval", "--print"]),
    ("perl", &["-e", "-E"]),
    ("php", &["-r"]),
    ("python", &["-c"]),
    ("Rscript", &["-e"]),
    ("ruby", &["-e"]),
];

/// Programs that read a shell script.
pub(super) const SHELLS: [&str; 7] = ["ash", "bash", "dash", "ksh", "sh", "zsh", "mksh"];
