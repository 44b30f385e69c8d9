namespace ProcVM.Cli.Tests.Running;

/// <summary>run --map.</summary>
public class MapTests(TestPrograms programs) : IClassFixture<TestPrograms>
{
    private const string Program = """
        .import @quit "env" "quit" (i32)
        .memory 2 65536 stack 2048 65536
        .entry @main
        .func @main ()
            i32.const 9
            call @quit
            return
        .end
        """;

    private string Module
    {
        get
        {
            string source = programs.Write("quit.pasm", System.Text.Encoding.ASCII.GetBytes(Program + "\n"));
            string module = source + ".pcode";
            Assert.Equal(0, Tool.Run("asm", source, "-o", module).Status);
            return module;
        }
    }

    [Fact]
    public void AMapGivesACallAnotherName()
    {
        string map = programs.Write("env.map", "personality env : pvm { gate import \"env\" }\ncall quit(status i32) noreturn => Process.Exit full\n"u8.ToArray());
        Assert.Equal(126, Tool.Run("run", Module).Status);
        Assert.Equal(9, Tool.Run("run", "--map", map, Module).Status);
        Assert.Contains("exit(9)", Tool.Run("run", "--strace", "--map", map, Module).Error);
    }

    [Theory]
    [InlineData("personality env : pvm { gate import \"env\" }\ncall quit(status i32) => Process.Leave full\n", "2:")]
    [InlineData("personality env : pvm { gate import \"env\" }\ncall quit(status i64) => Process.Exit full\n", "2:")]
    [InlineData("personality env : pvm { gate import \"env\" }\ncall read(f file, to out bytes[n], n i32) => TextFile.ReadString full\n", "2:")]
    [InlineData("call (((\n", "1:")]
    public void AWrongMapSaysWhere(string text, string place)
    {
        string map = programs.Write("wrong.map", System.Text.Encoding.ASCII.GetBytes(text));
        ToolResult result = Tool.Run("run", "--map", map, Module);
        Assert.Equal(125, result.Status);
        Assert.StartsWith($"{map}:{place}", result.Error);
    }

    [Fact]
    public void AMissingMapIsNamed()
    {
        ToolResult result = Tool.Run("run", "--map", "no.map", Module);
        Assert.Equal(125, result.Status);
        Assert.Contains("'no.map'", result.Error);
    }
}
