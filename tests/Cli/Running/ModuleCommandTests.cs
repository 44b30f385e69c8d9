namespace ProcVM.Cli.Tests.Running;

/// <summary>asm, dis and verify.</summary>
public class ModuleCommandTests(TestPrograms programs) : IClassFixture<TestPrograms>
{
    [Theory]
    [InlineData("exit7")]
    [InlineData("division")]
    [InlineData("flood")]
    public void DisAndAsmGiveTheBytesAgain(string program)
    {
        string text = Path.Combine(programs.Folder, program + ".again.pasm");
        string module = Path.Combine(programs.Folder, program + ".again.pcode");
        Assert.Equal(0, Tool.Run("dis", programs[program], "-o", text).Status);
        Assert.Equal(Tool.Run("dis", programs[program]).Output, File.ReadAllText(text));
        Assert.Equal(0, Tool.Run("asm", text, "-o", module).Status);
        Assert.Equal(File.ReadAllBytes(programs[program]), File.ReadAllBytes(module));
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("-g", true)]
    [InlineData("-O0", false)]
    [InlineData("-O3", false)]
    public void NamesOfVariablesAreKeptOnRequest(string option, bool isKept)
    {
        string source = programs.Write("names.pas", "procedure show(quantity: integer); begin writeln(quantity) end; begin show(3) end."u8.ToArray());
        Assert.Equal(0, Tool.Run(["build", .. option.Length == 0 ? (string[])[] : [option], source, "-o", source + ".pcode"]).Status);
        string text = Tool.Run("dis", source + ".pcode").Output;
        Assert.Contains("show", text);
        Assert.Contains(".line", text);
        Assert.Equal(isKept, text.Contains("quantity", StringComparison.Ordinal));
        Assert.Equal("3\n", Tool.Run("run", source + ".pcode").Output);
    }

    [Fact]
    public void VerifySaysWhatIsValid()
    {
        ToolResult result = Tool.Run("verify", programs["exit7"], programs["division"]);
        Assert.Equal((0, 2), (result.Status, result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length));
    }

    [Fact]
    public void TextIsNoModule()
    {
        ToolResult result = Tool.Run("verify", Path.Combine(programs.Folder, "exit7.pasm"));
        Assert.Equal(126, result.Status);
        Assert.Contains("is text; procvm verify needs a P-code module", result.Error);
    }

    [Fact]
    public void ErrorsInTextHavePlaces()
    {
        string source = programs.Write("wrong.pasm", ".entry @main\n.func @main ()\n    i32.frobnicate\n.end\n"u8.ToArray());
        ToolResult result = Tool.Run("asm", source, "-o", source + ".pcode");
        Assert.Equal(1, result.Status);
        Assert.StartsWith($"{source}:3:5: error PVM0251: ", result.Error);
        Assert.Contains("^~", result.Error);
        Assert.False(File.Exists(source + ".pcode"));
    }

    [Fact]
    public void OutputThatCantBeWritten()
    {
        string source = Path.Combine(programs.Folder, "exit7.pasm");
        Assert.Equal(125, Tool.Run("asm", source).Status);
        ToolResult result = Tool.Run("asm", source, "-o", "/no/such/directory/x");
        Assert.Equal(125, result.Status);
        Assert.Contains("PVM0010: cannot write '/no/such/directory/x': there is no such directory", result.Error);
    }
}
