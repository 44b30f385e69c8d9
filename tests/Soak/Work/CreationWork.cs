using ProcVM.Core.Text;
using ProcVM.Module;
using ProcVM.Module.Pasm;
using ProcVM.Vmm;

namespace ProcVM.Soak.Work;

/// <summary>Instances that never run: given back at once, or refused half-way.</summary>
internal sealed class CreationWork : IWork
{
    private static readonly DirectoryGrant s_there = new(Path.GetTempPath(), "/there", IsReadOnly: true);
    private static readonly DirectoryGrant s_absent = new("/no/such/directory", "/absent", IsReadOnly: true);

    private readonly VerifiedModule _module = Guest.Compile("hello.pas", "program hello; begin writeln('hello') end.");
    private readonly VerifiedModule _unknown = Guest.Verify(Assembler.Assemble(new SourceText("unknown.pasm", """
        .import @no "pvm" "no_such_call" (i32)
        .memory 2 65536 stack 2048 65536
        .entry @main
        .func @main ()
            return
        .end

        """)).Value!);

    public string Kind => "creation";

    public string Name => "creation";

    public void Perform(Round round)
    {
        switch (round.Random.Next(4))
        {
            case 0:
                Guest.Create(round, _module, new InstanceOptions { Grants = [s_there, s_there] }).Dispose();
                break;
            case 1:
                Refused(_module, new InstanceOptions { Grants = [s_there, s_absent] });
                break;
            case 2:
                Refused(_module, new InstanceOptions { Grants = [s_there], Memory = 4096 });
                break;
            default:
                Refused(_unknown, new InstanceOptions { Grants = [s_there] });
                break;
        }
    }

    private static void Refused(VerifiedModule module, InstanceOptions options)
    {
        if (PcodeGuest.Create(module, options) is { Succeeded: true } created)
        {
            created.Value.Dispose();
            throw new InvalidOperationException("an instance was made that can't be");
        }
    }
}
