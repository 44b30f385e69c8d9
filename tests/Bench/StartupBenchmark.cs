using System.Globalization;
using System.Text;

namespace ProcVM.Bench;

/// <summary>What it costs to start: hello, world against a .NET program that does nothing, published the same way.</summary>
internal sealed class StartupBenchmark(CostMeter meter, string work, string tool, int runs)
{
    private const string Hello = "program hello;\nbegin\n  writeln('Hello, world')\nend.\n";

    // What src/ProcVM.Cli/ProcVM.Cli.csproj asks for, with nothing in it.
    private const string EmptyProject = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <AssemblyName>empty</AssemblyName>
            <RuntimeIdentifier>$(NETCoreSdkPortableRuntimeIdentifier)</RuntimeIdentifier>
            <SelfContained>false</SelfContained>
            <PublishReadyToRun>true</PublishReadyToRun>
            <InvariantGlobalization>true</InvariantGlobalization>
            <TieredPGO>false</TieredPGO>
            <EventSourceSupport>false</EventSourceSupport>
            <ConcurrentGarbageCollection>false</ConcurrentGarbageCollection>
            <GenerateDependencyFile>false</GenerateDependencyFile>
          </PropertyGroup>
        </Project>
        """;

    private const string JavaHello =
        "class Hello { public static void main(String[] a) { System.out.println(\"Hello, world\"); } }\n";

    private sealed record Column(string Name, string[] Command, string Output)
    {
        public List<Cost> Costs { get; } = [];
    }

    /// <summary>Measures, in turns, and returns the table in Markdown.</summary>
    public string Run()
    {
        List<Column> columns = [new("empty .NET program", [PublishEmpty()], ""), .. OwnColumns(), .. JavaColumns()];
        // The first turn fills the caches of files and is thrown away.
        for (int turn = -1; turn < runs; turn++)
        {
            foreach (Column column in columns)
            {
                Cost cost = meter.Measure(column.Command) ?? throw new InvalidOperationException($"{column.Name} doesn't run");
                if (cost.Status != 0 || cost.Output.Trim() != column.Output)
                {
                    throw new InvalidOperationException($"{column.Name} ended with {cost.Status} and wrote '{cost.Output.Trim()}'");
                }

                if (turn >= 0)
                {
                    column.Costs.Add(cost);
                }
            }
        }

        return Table(columns);
    }

    private string Table(List<Column> columns)
    {
        StringBuilder table = new();
        table.AppendLine("| program | CPU time, ms | median ratio to the empty one | wall time, ms | peak, MiB |");
        table.AppendLine("|---|---|---|---|---|");
        List<Cost> empty = columns[0].Costs;
        foreach (Column column in columns)
        {
            double ratio = CostMeter.Median(column.Costs.Zip(empty, (mine, its) => mine.Cpu / its.Cpu));
            table.AppendLine(CultureInfo.InvariantCulture, $"| {column.Name} | {Middle(column, cost => cost.Cpu * 1000):0.0} | {ratio:0.00} | {Middle(column, cost => cost.Wall * 1000):0.0} | {Middle(column, cost => cost.Peak):0.0} |");
        }

        table.AppendLine();
        table.AppendLine("Goal: `procvm run hello.pcode` at most 2.00 times the empty program's CPU time, and 45 MiB.");
        return table.ToString();
    }

    private static double Middle(Column column, Func<Cost, double> part) => CostMeter.Median(column.Costs.Select(part));

    private List<Column> OwnColumns()
    {
        string source = Write("hello.pas", Hello);
        string module = Path.Combine(work, "hello.pcode");
        return Measurement.Of([tool, "build", source, "-o", module]) is null
            ? throw new InvalidOperationException("hello.pas doesn't compile")
            :
            [
                new("procvm run hello.pcode", [tool, "run", module], "Hello, world"),
                new("procvm run hello.pas", [tool, "run", source], "Hello, world"),
            ];
    }

    private List<Column> JavaColumns() => Measurement.Of(["javac", "-d", work, Write("Hello.java", JavaHello)]) is null
        ? []
        : [new("java Hello (class file)", ["java", "-cp", work, "Hello"], "Hello, world")];

    // The project is outside the tree, so that none of our build properties reach it.
    private string PublishEmpty()
    {
        string folder = Directory.CreateDirectory(Path.Combine(work, "empty")).FullName;
        string project = Path.Combine(folder, "empty.csproj");
        File.WriteAllText(project, EmptyProject);
        File.WriteAllText(Path.Combine(folder, "Program.cs"), "return;\n");
        string output = Path.Combine(folder, "published");
        return Measurement.Of(["dotnet", "publish", project, "-c", "Release", "-o", output, "--nologo", "-v:quiet"]) is null
            ? throw new InvalidOperationException("the empty program can't be published")
            : Path.Combine(output, "empty");
    }

    private string Write(string name, string text)
    {
        string path = Path.Combine(work, name);
        File.WriteAllText(path, text);
        return path;
    }
}
