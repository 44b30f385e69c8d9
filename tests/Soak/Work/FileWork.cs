using System.Text;
using ProcVM.Module;
using ProcVM.Vmm;

namespace ProcVM.Soak.Work;

/// <summary>Host calls: files written, read, left open and refused, the clock, arguments and the environment.</summary>
internal sealed class FileWork : IWork
{
    private const string Source = """
        program files;
        var
          t: text; f: file of integer; many: array [1..40] of text;
          i, sum, n: integer; name, line: string;
        begin
          randomize;
          name := paramstr(1);
          assign(t, name); rewrite(t);
          for i := 1 to 500 do writeln(t, i, ' ', random(1000) >= 0);
          close(t); reset(t); n := 0;
          while not eof(t) do begin readln(t, line); n := n + 1 end;
          close(t); append(t); writeln(t, 'end'); close(t);
          assign(f, name + '.bin'); rewrite(f);
          for i := 1 to 100 do write(f, i);
          seek(f, 50); read(f, i); sum := i; close(f);
          {$I-}
          assign(t, '../outside'); reset(t); if ioresult = 0 then writeln('escaped');
          assign(t, '/etc/passwd'); reset(t); if ioresult = 0 then writeln('escaped');
          for i := 1 to 40 do begin assign(many[i], name); reset(many[i]); if ioresult = 0 then sum := sum + 1 end;
          {$I+}
          writeln(n, ' ', sum, ' ', paramcount);
          if paramcount = 3 then halt(7)
        end.
        """;

    private readonly VerifiedModule _module = Guest.Compile("files.pas", Source);

    public string Kind => "files";

    public string Name => "files";

    public void Perform(Round round)
    {
        string[] arguments = round.Random.Next(2) == 0 ? ["a.txt", "b", "c"] : ["b.txt"];
        InstanceOptions options = new()
        {
            ProgramName = "files",
            Arguments = arguments,
            Grants = [new DirectoryGrant(round.Folder, "/work", IsReadOnly: false)],
            CurrentDirectory = "/work",
            OpenFiles = 32,
            Environment = new Dictionary<string, string> { ["LANG"] = "C" },
            Trace = round.Random.Next(4) == 0 ? Ignore : null,
        };
        InstanceResult result = Guest.Run(round, _module, options, [], out byte[] output);
        Guest.Expect(InstanceEnd.Exited, result);
        string expected = $"500 83 {arguments.Length}\n";
        if (Encoding.Latin1.GetString(output) != expected || result.ExitCode != (arguments.Length == 3 ? 7 : 0))
        {
            throw new InvalidOperationException($"exit {result.ExitCode}, wrote '{Encoding.Latin1.GetString(output)}' instead of '{expected}'");
        }
    }

    private static void Ignore(string line)
    {
        // A trace whose lines nobody wants costs what any trace costs.
    }
}
