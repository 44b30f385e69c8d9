using ProcVM.Jit.Cache;

namespace ProcVM.Jit.Tests.Cache;

public class CodeArchiveTests
{
    [Fact]
    public void What_was_written_is_read()
    {
        byte[] file = Sample();
        Assert.True(CodeArchive.TryDecode(file, out string key, out List<KeptCode> pieces));
        Assert.Equal("a key", key);
        Assert.Equal(["7.-1", "7.3", "enter (ii)i"], pieces.Select(piece => piece.Name));
        Assert.Equal([7, 9], pieces[0].Members);
        Assert.Equal([1, 2, 3], pieces[0].Object.ToArray());
        Assert.Equal(KeptKind.Loop, pieces[1].Kind);
        Assert.Equal(3, pieces[1].Block);
    }

    [Fact]
    public void A_file_with_any_bit_changed_is_none()
    {
        byte[] file = Sample();
        for (int bit = 0; bit < file.Length * 8; bit++)
        {
            byte[] changed = [.. file];
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(CodeArchive.TryDecode(changed, out _, out _), $"bit {bit}");
        }

        for (int length = 0; length < file.Length; length++)
        {
            Assert.False(CodeArchive.TryDecode(file.AsMemory(0, length), out _, out _));
        }

        Assert.False(CodeArchive.TryDecode((byte[])[.. file, 0], out _, out _));
    }

    [Fact]
    public void A_file_with_a_right_digest_and_any_layout_is_read_or_it_is_not()
    {
        Random random = new(7);
        int read = 0;
        for (int i = 0; i < 30_000; i++)
        {
            byte[] file = Mutant.Of(Sample(), random);
            read += CodeArchive.TryDecode(file, out _, out List<KeptCode> pieces) ? 1 : 0;
            Assert.True(pieces.Sum(piece => (long)piece.Object.Length) <= file.Length);
        }

        Assert.InRange(read, 1000, 29_000);
    }

    private static byte[] Sample() => CodeArchive.Encode("a key",
        [KeptCode.OfFunction([7, 9], new byte[] { 1, 2, 3 }), KeptCode.OfLoop(7, 3, new byte[40]), KeptCode.OfEnter("(ii)i", default)]);
}
