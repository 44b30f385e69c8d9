using System.Globalization;
using System.Text;
using ProcVM.Core.Seam;

namespace ProcVM.Personality.Linux.Proc;

/// <summary>/proc/cpuinfo: what CPUID tells guest code, in Linux's words, so that a program hears the same from both.</summary>
internal sealed class ProcessorText(IGuestEngine engine)
{
    // CPUID.1:EDX, bit by bit; empty where Linux names none.
    private const string First =
        "fpu vme de pse tsc msr pae mce cx8 apic - sep mtrr pge mca cmov pat pse36 pn clflush - dts acpi mmx fxsr sse sse2 ss ht tm ia64 pbe";

    // CPUID.1:ECX.
    private const string Second =
        "pni pclmulqdq dtes64 monitor ds_cpl vmx smx est tm2 ssse3 cid sdbg fma cx16 xtpr pdcm - pcid dca sse4_1 sse4_2 x2apic movbe popcnt tsc_deadline_timer aes xsave - avx f16c rdrand hypervisor";

    // CPUID.80000001H:EDX: those that leaf 1 doesn't have.
    private const string ExtendedFirst = "- - - - - - - - - - - syscall - - - - - - - mp nx - mmxext - - fxsr_opt pdpe1gb rdtscp - lm 3dnowext 3dnow";

    private const string ExtendedSecond =
        "lahf_lm cmp_legacy svm extapic cr8_legacy abm sse4a misalignsse 3dnowprefetch osvw ibs xop skinit wdt - lwp fma4 tce - nodeid_msr - tbm topoext perfctr_core perfctr_nb - bpext ptsc perfctr_llc mwaitx - -";

    // CPUID.7.0:EBX.
    private const string Seventh =
        "fsgsbase tsc_adjust - bmi1 hle avx2 - smep bmi2 erms invpcid rtm cqm - mpx rdt_a avx512f avx512dq rdseed adx smap avx512ifma - clflushopt clwb intel_pt avx512pf avx512er avx512cd sha_ni avx512bw avx512vl";

    public string Write(int processors)
    {
        StringBuilder text = new();
        (uint leaves, uint b, uint c, uint d) = engine.Identify(0, 0);
        string vendor = Letters(b, d, c);
        (uint signature, _, uint firstC, uint firstD) = engine.Identify(1, 0);
        uint family = (signature >> 8) & 15;
        uint model = (signature >> 4) & 15;
        model |= family is 6 or 15 ? (signature >> 12) & 0xF0 : 0;
        family += family == 15 ? (signature >> 20) & 0xFF : 0;
        string flags = string.Join(' ', Flags(leaves, firstC, firstD));
        for (int i = 0; i < processors; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"processor\t: {i}\nvendor_id\t: {vendor}\ncpu family\t: {family}\nmodel\t\t: {model}\nmodel name\t: {Name()}\n");
            text.Append(CultureInfo.InvariantCulture, $"stepping\t: {signature & 15}\ncpu MHz\t\t: 1000.000\ncache size\t: 512 KB\nphysical id\t: 0\nsiblings\t: {processors}\n");
            text.Append(CultureInfo.InvariantCulture, $"core id\t\t: {i}\ncpu cores\t: {processors}\napicid\t\t: {i}\nfpu\t\t: yes\nfpu_exception\t: yes\ncpuid level\t: {leaves}\nwp\t\t: yes\n");
            text.Append(CultureInfo.InvariantCulture, $"flags\t\t: {flags}\nbogomips\t: 2000.00\nclflush size\t: 64\ncache_alignment\t: 64\naddress sizes\t: 48 bits physical, 48 bits virtual\n\n");
        }

        return text.ToString();
    }

    private List<string> Flags(uint leaves, uint firstC, uint firstD)
    {
        const uint Extended = 0x8000_0001;
        const uint Seven = 7;
        List<string> flags = [];
        (_, _, uint extendedC, uint extendedD) = engine.Identify(Extended, 0);
        Add(flags, First, firstD);
        Add(flags, ExtendedFirst, extendedD);
        Add(flags, Second, firstC);
        Add(flags, ExtendedSecond, extendedC);
        if (leaves >= Seven)
        {
            Add(flags, Seventh, engine.Identify(Seven, 0).Ebx);
        }

        return flags;
    }

    private static void Add(List<string> flags, string names, uint bits)
    {
        string[] list = names.Split(' ');
        for (int i = 0; i < list.Length; i++)
        {
            if ((bits & (1u << i)) != 0 && list[i] != "-")
            {
                flags.Add(list[i]);
            }
        }
    }

    private string Name()
    {
        const uint FirstPart = 0x8000_0002;
        StringBuilder name = new();
        for (uint leaf = FirstPart; leaf < FirstPart + 3; leaf++)
        {
            (uint a, uint b, uint c, uint d) = engine.Identify(leaf, 0);
            name.Append(Letters(a, b, c, d));
        }

        return name.ToString().Trim('\0', ' ');
    }

    private static string Letters(params ReadOnlySpan<uint> words)
    {
        Span<byte> bytes = stackalloc byte[words.Length * 4];
        for (int i = 0; i < words.Length; i++)
        {
            System.Buffers.Binary.BinaryPrimitives.WriteUInt32LittleEndian(bytes[(i * 4)..], words[i]);
        }

        return Encoding.Latin1.GetString(bytes);
    }
}
