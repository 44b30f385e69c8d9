namespace ProcVM.Cli.Tests;

/// <summary>Small programs in P-code text, assembled by the tool into a directory of their own.</summary>
public sealed class TestPrograms : IDisposable
{
    private const string Memory = ".memory 2 65536 stack 2048 65536\n.entry @main\n";

    private static readonly (string Name, string Text)[] s_programs =
    [
        ("exit7", """
            .import @exit "pvm" "exit" (i32)
            .func @main ()
                i32.const 7
                call @exit
                return
            .end
            """),
        ("loop", """
            .file "loop.pas"
            .func @main ()
            again:
                .line 3
                br again
            .end
            """),
        ("bomb", """
            .import @alloc "pvm" "heap_alloc" (i32) -> (i32)
            .func @main ()
            again:
                i32.const 1000
                call @alloc
                drop
                br again
            .end
            """),
        ("grow", """
            .func @main ()
            again:
                i32.const 1
                memory.grow
                drop
                br again
            .end
            """),
        ("division", """
            .file "division.pas"
            .func @inner (i32 %x) -> (i32)
                .line 3
                i32.const 1
                local.get %x
                i32.div_s
                return
            .end
            .func @main ()
                .line 8
                i32.const 0
                call @inner
                drop
                return
            .end
            """),
        ("flood", """
            .import @put "pvm" "text_write_char" (i32, i32, i32)
            .func @main ()
                i32.const 1024
                i32.const 2
                i32.store 0
            again:
                i32.const 1024
                i32.const 65
                i32.const -1
                call @put
                br again
            .end
            """),
        ("wait", """
            .import @get "pvm" "text_read_char" (i32) -> (i32)
            .func @main ()
                i32.const 1024
                i32.const 1
                i32.store 0
                i32.const 1024
                call @get
                drop
                return
            .end
            """),
        ("unknown", """
            .import @no "pvm" "no_such_call" (i32)
            .func @main ()
                i32.const 7
                call @no
                return
            .end
            """),
    ];

    public TestPrograms()
    {
        Folder = Directory.CreateTempSubdirectory("procvm-cli-").FullName;
        foreach ((string name, string text) in s_programs)
        {
            string source = Path.Combine(Folder, name + ".pasm");
            int code = text.IndexOf(".func", StringComparison.Ordinal);
            File.WriteAllText(source, text[..code] + Memory + text[code..] + "\n");
            ToolResult result = Tool.Run("asm", source, "-o", this[name]);
            Assert.Equal((0, ""), (result.Status, result.Error));
        }
    }

    /// <summary>Where they are.</summary>
    public string Folder { get; }

    /// <summary>The module of a program.</summary>
    public string this[string name] => Path.Combine(Folder, name + ".pcode");

    /// <summary>A file with these bytes.</summary>
    public string Write(string name, params byte[] bytes)
    {
        string path = Path.Combine(Folder, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
