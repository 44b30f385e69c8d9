using System.Security.Cryptography;
using System.Text;
using ProcVM.Jit.Cache;

namespace ProcVM.Jit.Tests.Cache;

public class Sha256Tests
{
    // FIPS 180-4's examples (NIST, "Examples with Intermediate Values").
    [Theory]
    [InlineData("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    [InlineData("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")]
    [InlineData("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    public void It_gives_the_standards_digests(string text, string digest) => Assert.Equal(digest, Sha256.Text(Encoding.ASCII.GetBytes(text)));

    [Fact]
    public void It_agrees_with_the_framework_at_every_length()
    {
        byte[] data = new byte[400];
        new Random(1).NextBytes(data);
        for (int length = 0; length <= data.Length; length++)
        {
            string expected = Convert.ToHexStringLower(SHA256.HashData(data.AsSpan(0, length)));
            Assert.Equal(expected, Sha256.Text(data.AsSpan(0, length)));
            Sha256 inParts = new();
            inParts.Add(data.AsSpan(0, length / 3));
            inParts.Add(data.AsSpan(length / 3, length / 2));
            inParts.Add(data.AsSpan((length / 3) + (length / 2), length - (length / 3) - (length / 2)));
            Assert.Equal(expected, inParts.Text());
        }
    }
}
