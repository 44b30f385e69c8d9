using ProcVM.Core;
using ProcVM.Core.Text;
using ProcVM.Maps;
using ProcVM.Maps.Model;
using ProcVM.Maps.Tool;

// usage: ProcVM.Maps.Tool pvm-table|pvm-imports|linux-table MAP OUTPUT [MAP-THAT-IT-COPIES-FROM]
if (args is not [string what and ("pvm-table" or "pvm-imports" or "linux-table"), string map, string output, .. { Length: <= 1 } others])
{
    Console.Error.WriteLine("usage: ProcVM.Maps.Tool pvm-table|pvm-imports|linux-table MAP OUTPUT [MAP-THAT-IT-COPIES-FROM]");
    return 2;
}

LoadResult<MapFile> result = MapParser.Parse(new SourceText(map, File.ReadAllText(map)));
LoadResult<MapFile>? other = others is [string path] ? MapParser.Parse(new SourceText(path, File.ReadAllText(path))) : null;
if (other is { Succeeded: false } failed)
{
    result = failed;
}

List<MapFile> maps = result.Succeeded ? [result.Value] : [];
if (other is { Succeeded: true } parsed)
{
    maps.Insert(0, parsed.Value);
}

IReadOnlyList<Diagnostic> errors = result.Succeeded ? MapChecker.Check(maps) : result.Diagnostics;
foreach (Diagnostic error in errors)
{
    Console.Error.WriteLine(DiagnosticLine.Of(error));
}

if (!result.Succeeded || errors.Count > 0)
{
    return 1;
}

try
{
    string code = what switch
    {
        "pvm-table" => new PvmTableWriter(result.Value).Write(),
        "pvm-imports" => new PvmImportsWriter(result.Value).Write(),
        _ => new LinuxTableWriter(MapCopies.Make(result.Value, maps), maps.Count > 1 ? maps[0] : null, CodeText.Pascal(Path.GetFileNameWithoutExtension(map)) + "Table").Write(),
    };
    File.WriteAllText(output, code);
    return 0;
}
catch (UnsupportedRowException unsupported)
{
    SourceSpan row = new(result.Value.Source!, unsupported.Place.Start, 1);
    Console.Error.WriteLine(DiagnosticLine.Of(new Diagnostic(MapDiagnostics.Unsupported, row, unsupported.Message)));
    return 1;
}
