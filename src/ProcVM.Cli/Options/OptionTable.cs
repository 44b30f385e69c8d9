namespace ProcVM.Cli.Options;

/// <summary>The options, in the order in which help shows them.</summary>
internal static class OptionTable
{
    private static readonly OptionRow s_help = new(OptionId.Help, "--help", null, "show this help") { Alias = "-h" };

    private static readonly OptionRow s_std = new(OptionId.Std, "--std", "iso|procvm", "the Pascal to compile: ISO 7185 or the dialect (default)")
    {
        Choices = ["iso", "procvm"],
    };

    private static readonly OptionRow s_lang = new(OptionId.Lang, "--lang", "NAME", "the source language, when its file doesn't say")
    {
        Choices = ["pascal"],
    };

    private static readonly OptionRow s_optimize = new(OptionId.Optimize, "-O", "0..3", "0: no loop condition is written twice; 1 to 3 are the same (default 2). What runs a program optimises at every level")
    {
        ValueIsAttached = true,
        Choices = ["0", "1", "2", "3"],
    };

    private static readonly OptionRow s_unitPath = new(OptionId.UnitPath, "--units", "DIR", "look for units in DIR too, after the source's own directory")
    {
        Alias = "-Fu",
    };

    private static readonly OptionRow s_output = new(OptionId.Output, "--output", "OUT", "the file to write") { Alias = "-o" };

    /// <summary>Options of <c>run</c>.</summary>
    public static OptionRow[] Run { get; } =
    [
        new(OptionId.Engine, "--engine", "auto|interp|jit|native", "what runs the program (default auto)")
        {
            Choices = ["auto", "interp", "jit", "native"],
        },
        new(OptionId.Tier, "--tier", "interp|cil|llvm", "P-code: pin one tier")
        {
            Choices = ["interp", "cil", "llvm"],
        },
        new(OptionId.CodeCache, "--code-cache", "DIR|off", "P-code: where LLVM's code is kept for the next run (default ~/.cache/procvm/code)"),
        new(OptionId.Dir, "--dir", "HOST[::GUEST][:ro]", "grant a directory, read-write unless :ro; none grants nothing (default .)"),
        new(OptionId.RootFs, "--rootfs", "DIR[:rw]", "the root directory of a foreign program, whose changes stay in memory unless :rw; FILE is looked for there first"),
        new(OptionId.Cwd, "--cwd", "DIR", "the guest's working directory (default the current one)"),
        new(OptionId.Env, "--env", "K=V", "set a variable of the guest's environment"),
        new(OptionId.EnvInherit, "--env-inherit", null, "give the guest this environment"),
        new(OptionId.Network, "--network", "none|host", "what the guest sees of the network (default none)")
        {
            Choices = ["none", "host"],
            LaterChoices = ["host"],
        },
        new(OptionId.Memory, "--memory", "SIZE", "the most memory the guest may have, as 64M (default 1G)"),
        new(OptionId.Fuel, "--fuel", "N", "end after N P-code instructions, with status 122"),
        new(OptionId.Timeout, "--timeout", "DURATION", "end after this long, as 500ms, 10s or 2m, with status 124"),
        new(OptionId.Pids, "--pids", "N", "how many processes the guest may have (default 1024)"),
        new(OptionId.Files, "--files", "N", "how many files the guest may have open"),
        new(OptionId.Strace, "--strace", "FILE", "print each host call, on stderr or into FILE") { ValueIsOptional = true },
        new(OptionId.Map, "--map", "FILE", "load a syscall map that gives host calls further names"),
        new(OptionId.Stats, "--stats", null, "print one JSON line of counts at the end"),
        new(OptionId.Deterministic, "--deterministic", null, "the same run every time: its clock and entropy don't depend on the host"),
        new(OptionId.Seed, "--seed", "N", "the seed of the guest's entropy (default 0 with --deterministic)"),
        new(OptionId.Gdb, "--gdb", "ADDR", "wait there for a debugger") { IsLater = true },
        new(OptionId.DebugInfo, "--debug-info", null, "P-code: tell gdb the routines and lines of the LLVM tier's code"),
        new(OptionId.StatusFile, "--status-file", "FILE", "write how the run ended there, as one JSON line"),
        s_std,
        s_lang,
        s_optimize,
        s_unitPath,
        s_help,
    ];

    /// <summary>Options of <c>profile</c>: its own, and those of <c>run</c> but for the cache, which profiled code, with its counters, doesn't go to.</summary>
    public static OptionRow[] Profile { get; } =
    [
        new(OptionId.Json, "--json", "FILE", "write the profile as JSON into FILE, or on stderr instead of the table") { ValueIsOptional = true },
        new(OptionId.Report, "--report", "OUT.html", "write one page: flame graph, time line, source with heat, tables"),
        new(OptionId.Speedscope, "--speedscope", "OUT.json", "write the samples for speedscope"),
        new(OptionId.Callgrind, "--callgrind", "OUT", "write counts and times for callgrind_annotate and KCachegrind"),
        new(OptionId.ChromeTrace, "--chrome-trace", "OUT", "write a time line for Perfetto and Chrome's tracing page"),
        new(OptionId.PerfMap, "--perf-map", null, "name the LLVM tier's code for Linux' perf, in /tmp/perf-PID.map"),
        new(OptionId.Compare, "--compare", "TIERS", "run in each of these tiers and compare: interp,cil,llvm"),
        new(OptionId.Top, "--top", "N", "routines in the table (default 20)"),
        new(OptionId.NoCounts, "--no-counts", null, "take samples alone: a few percent slower than `procvm run`"),
        new(OptionId.NoSamples, "--no-samples", null, "count alone"),
        .. Array.FindAll(Run, option => option.Id != OptionId.CodeCache),
    ];

    /// <summary>Options of <c>build</c>.</summary>
    public static OptionRow[] Build { get; } =
    [
        s_output,
        new(OptionId.Emit, "--emit", "pcode|pasm|llvm|asm", "what to write (default pcode)")
        {
            Choices = ["pcode", "pasm", "llvm", "asm"],
            LaterChoices = ["llvm", "asm"],
        },
        new(OptionId.Debug, "-g", null, "keep the names of variables too (those of routines, and lines, are always kept)"),
        s_std,
        s_lang,
        s_optimize,
        s_unitPath,
        s_help,
    ];

    /// <summary>Options of <c>asm</c>.</summary>
    public static OptionRow[] Assemble { get; } = [s_output, s_help];

    /// <summary>Options of <c>dis</c>.</summary>
    public static OptionRow[] Disassemble { get; } =
    [
        s_output,
        new(OptionId.Source, "--source", null, "show each source line above its code"),
        new(OptionId.Tier, "--tier", "cil|llvm|asm", "show what a tier makes of it: CIL, LLVM's IR, or the LLVM tier's machine code")
        {
            Choices = ["cil", "llvm", "asm"],
        },
        s_help,
    ];

    /// <summary>Options of commands whose answer a program may read.</summary>
    public static OptionRow[] Answering { get; } = [new(OptionId.Json, "--json", null, "answer in JSON"), s_help];

    /// <summary>Options of <c>compat</c>.</summary>
    public static OptionRow[] Compat { get; } =
        [new(OptionId.RootFs, "--rootfs", "DIR", "look there for a program's libraries"), new(OptionId.Json, "--json", null, "answer in JSON"), s_help];

    /// <summary>Options of commands that have none of their own.</summary>
    public static OptionRow[] HelpOnly { get; } = [s_help];
}
