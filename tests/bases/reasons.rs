//! Which cases show which reason, and which shape of FROM.

/// Each reason that stands against Alpine (A), distroless (D) or scratch (S), in words, and the cases that show it.
pub const REASONS: [(&str, &str, &[&str]); 30] = [
    (
        "A1",
        "tag, platform and size",
        &["alpine_base/a1_platform", "alpine_base/a1_not_smaller"],
    ),
    (
        "A2",
        "packages and where they come from",
        &["alpine_base/a2_package", "alpine_base/a2_deb"],
    ),
    (
        "A3",
        "commands of Debian",
        &["alpine_base/a3_systemd", "alpine_base/a3_user_with_gecos"],
    ),
    (
        "A4",
        "bash, GNU options, tools",
        &[
            "alpine_base/a4_bash",
            "alpine_base/a4_gnu_option",
            "alpine_base/a4_health_check_by_curl",
            "alpine_base/a4_curl_of_the_jre",
        ],
    ),
    (
        "A5",
        "programs linked with glibc",
        &[
            "alpine_base/a5_archive_of_the_context",
            "alpine_base/a5_binary_of_the_context",
            "alpine_base/a5_build_tool",
            "alpine_base/a5_download",
            "alpine_base/a5_download_by_variable",
            "alpine_base/a5_from_another_stage",
            "alpine_base/a5_not_in_the_context",
            "alpine_base/a5_program_in_a_folder",
        ],
    ),
    (
        "A6",
        "wheels for musl",
        &["alpine_base/a6_wheel", "alpine_base/a6_wheels_not_seen"],
    ),
    (
        "A7",
        "Node modules for musl",
        &[
            "alpine_base/a7_lock_for_glibc",
            "alpine_base/a7_modules_of_the_context",
        ],
    ),
    ("A8", "locales", &["alpine_base/a8_locale"]),
    ("A9", "names of hosts", &["alpine_base/a9_name_service"]),
    ("A10", "stacks of threads", &["alpine_base/a10_stack"]),
    ("A11", "time zones", &["alpine_base/a11_time_zone"]),
    ("A12", "numbers of users", &["alpine_base/a12_user"]),
    ("D1", "commands in the stage", &["distroless_base/d1_runs"]),
    (
        "D2",
        "exec form, no script",
        &["distroless_base/d2_shell_form", "distroless_base/d2_script"],
    ),
    (
        "D3",
        "the entrypoint of the image",
        &["distroless_base/d3_entrypoint_of_the_image"],
    ),
    (
        "D4",
        "the version of the interpreter",
        &[
            "distroless_base/d4_other_version",
            "distroless_base/d4_java_without_an_image",
            "distroless_base/d4_packages_of_another_python",
        ],
    ),
    ("D5", "shared libraries", &["distroless_base/d5_not_static"]),
    ("D6", "users by name", &["distroless_base/d6_user_by_name"]),
    (
        "D7",
        "directories made by commands",
        &["distroless_base/d7_makes_a_directory"],
    ),
    (
        "D8",
        "other programs",
        &[
            "distroless_base/d8_health_check",
            "distroless_base/d8_starts_programs",
            "distroless_base/d8_shell_in_python",
        ],
    ),
    ("D9", "platforms", &["distroless_base/d9_platform"]),
    (
        "D10",
        "names and links of Debian 13",
        &[
            "distroless_base/d10_copies_into_lib",
            "distroless_base/d10_node_is_elsewhere",
            "report_base/distroless_of_a_past_debian",
        ],
    ),
    ("S1", "linked statically", &["scratch_base/s1_not_static"]),
    ("S2", "exec form", &["scratch_base/s2_shell_form"]),
    ("S3", "commands in the stage", &["scratch_base/s3_runs"]),
    ("S4", "certificates", &["scratch_base/s4_speaks_tls"]),
    ("S5", "time zones", &["scratch_base/s5_time_zone"]),
    (
        "S6",
        "users",
        &["scratch_base/s6_users", "scratch_base/s6_user_by_name"],
    ),
    (
        "S7",
        "temporary files",
        &["scratch_base/s7_temporary_files"],
    ),
    ("S8", "system files", &["scratch_base/s8_mime_types"]),
];

/// Shapes of FROM and of the graph of stages, and a case of each, handled or refused.
pub const SHAPES: [(&str, &str); 12] = [
    ("FROM $IMAGE", "slim_base/image_argument"),
    (
        "FROM python:$VERSION with a default",
        "slim_base/version_argument",
    ),
    ("FROM python:$TAG", "slim_base/tag_argument"),
    ("a registry before the name", "slim_base/registry_prefix"),
    ("a mirror", "slim_base/mirror"),
    ("another registry", "slim_base/another_registry"),
    ("a digest", "slim_base/pinned_by_digest"),
    ("--platform", "slim_base/platform"),
    ("several stages on one base", "slim_base/several_stages"),
    (
        "a stage that others start from",
        "slim_base/child_stage_compiles",
    ),
    ("a stage that others copy from", "slim_base/copied_out_of"),
    ("Windows", "slim_base/windows"),
];
