using System.Globalization;
using System.Text.Json;
using ProcVM.Core.Text;
using ProcVM.Module;
using ProcVM.Profile.Formats;
using ProcVM.Runtime;
using ProcVM.Runtime.Profiling;
using ProcVM.Runtime.Tests;

namespace ProcVM.Profile.Tests;

/// <summary>Each form of a profile says the same.</summary>
public sealed class FormatTests
{
    [Fact]
    public void Speedscope_holds_each_sample()
    {
        (RunProfile profile, _, _) = Sampled(3);
        using JsonDocument document = JsonDocument.Parse(Speedscope.Write(profile));
        JsonElement root = document.RootElement;
        Assert.Equal("https://www.speedscope.app/file-format-schema.json", root.GetProperty("$schema").GetString());
        int frames = root.GetProperty("shared").GetProperty("frames").GetArrayLength();
        JsonElement own = root.GetProperty("profiles")[0];
        Assert.Equal(("sampled", "nanoseconds"), (own.GetProperty("type").GetString(), own.GetProperty("unit").GetString()));
        Assert.Equal(own.GetProperty("samples").GetArrayLength(), own.GetProperty("weights").GetArrayLength());
        Assert.Equal(profile.SampledTime, own.GetProperty("weights").EnumerateArray().Sum(weight => weight.GetInt64()));
        Assert.Equal(profile.SampledTime, own.GetProperty("endValue").GetInt64());
        Assert.All(own.GetProperty("samples").EnumerateArray().SelectMany(stack => stack.EnumerateArray()), frame => Assert.InRange(frame.GetInt32(), 0, frames - 1));
        Assert.All(own.GetProperty("samples").EnumerateArray(), stack => Assert.True(stack.GetArrayLength() > 0));
    }

    [Fact]
    public void A_chrome_trace_closes_what_it_opens_in_the_order_of_time()
    {
        (RunProfile profile, _, _) = Sampled(3);
        using JsonDocument document = JsonDocument.Parse(ChromeTrace.Write(profile));
        Stack<string> open = new();
        double last = 0;
        foreach (JsonElement happening in document.RootElement.GetProperty("traceEvents").EnumerateArray())
        {
            string name = happening.GetProperty("name").GetString()!;
            switch (happening.GetProperty("ph").GetString())
            {
                case "B":
                    open.Push(name);
                    break;
                case "E":
                    Assert.Equal(open.Pop(), name);
                    break;
                default:
                    continue;
            }

            Assert.True(happening.GetProperty("ts").GetDouble() >= last);
            last = happening.GetProperty("ts").GetDouble();
        }

        Assert.Empty(open);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(17)]
    public void Callgrind_sums_are_the_profiles(int seed)
    {
        (RunProfile profile, PcodeModule module, ProfileRecorder recorder) = Sampled(seed);
        using ProfileRecorder owned = recorder;
        long instructions = 0;
        bool isCall = false;
        foreach (string line in Callgrind.Write(profile, new CallEdges(module, recorder)).Split('\n'))
        {
            if (line.StartsWith("calls=", StringComparison.Ordinal))
            {
                isCall = true;
            }
            else if (line.Length > 0 && char.IsAsciiDigit(line[0]))
            {
                string[] fields = line.Split(' ');
                Assert.Equal(3, fields.Length);
                instructions += isCall ? 0 : long.Parse(fields[1], CultureInfo.InvariantCulture);
                isCall = false;
            }
        }

        Assert.Equal(profile.Routines.Sum(routine => routine.Instructions), instructions);
        Assert.All(new CallEdges(module, recorder).All, edge => Assert.InRange(edge.Instructions, 0, instructions));
    }

    [Fact]
    public void The_page_holds_the_json_and_no_markup_of_the_program()
    {
        (RunProfile profile, _, _) = Sampled(3);
        profile = profile with { Program = "</script><b>&.pas" };
        string page = HtmlReport.Write(profile, path => new SourceText(path, "writeln('</script><script>alert(1)</script>')"));
        string json = ProfileJson.Write(profile);
        Assert.Contains($"<script type=\"application/json\" id=\"profile\">{json}</script>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("</script><b>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("alert(1)</script>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("http://", page.Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("https://", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_sums_agree()
    {
        (RunProfile profile, _, _) = Sampled(3);
        using JsonDocument document = JsonDocument.Parse(ProfileJson.Write(profile));
        JsonElement root = document.RootElement;
        long sampled = root.GetProperty("sampledTime").GetInt64();
        Assert.True(sampled > 0);
        Assert.Equal(sampled, Sum(root.GetProperty("routines"), "self"));
        Assert.Equal(sampled, Sum(root.GetProperty("flame"), "self"));
        Assert.Equal(sampled, root.GetProperty("flame").EnumerateArray().Where(node => node.GetProperty("parent").GetInt32() < 0).Sum(node => node.GetProperty("total").GetInt64()));
        Assert.Equal(Sum(root.GetProperty("routines"), "instructions"),
            root.GetProperty("files").EnumerateArray().Sum(file => Sum(file.GetProperty("lines"), "instructions")));
    }

    private static long Sum(JsonElement array, string name) => array.EnumerateArray().Sum(item => item.GetProperty(name).GetInt64());

    /// <summary>A program with counts, and with samples at many places: its clock asks for them.</summary>
    private static (RunProfile Profile, PcodeModule Module, ProfileRecorder Recorder) Sampled(int seed)
    {
        VerifiedModule verified = Verifier.Verify(new ProgramGenerator(seed).Build()).Value!;
        long time = 0;
        ProfileRecorder recorder = new(new ProfileOptions { CountsBlocks = true, TakesSamples = true, ThreadTime = () => time += 1000, Time = () => time });
        using PcodeInstance instance = PcodeInstance.Create(verified, new NoHostCalls(), new PcodeLimits { Fuel = 1_000_000 }, recorder: recorder).Value!;
        bool isOver = false;
        Thread asker = new(() =>
        {
            while (!Volatile.Read(ref isOver))
            {
                instance.RequestSample();
                Thread.SpinWait(20);
            }
        });
        instance.RequestSample();
        asker.Start();
        instance.Run();
        Volatile.Write(ref isOver, true);
        asker.Join();
        return (new ProfileBuilder(verified.Module, recorder).Build("p.pas", ["a"], "interp"), verified.Module, recorder);
    }
}
