using System.Text;

namespace SupportDesk.Robokassa.Tests;

public sealed class Ripemd160Tests
{
    // The answers that its authors published.
    [Theory]
    [InlineData("", "9c1185a5c5e9fc54612808977ee8f548b2258d31")]
    [InlineData("a", "0bdc9d2d256b3ee9daae347be6f4dc835a467ffe")]
    [InlineData("abc", "8eb208f7e05d987a9b044a8e98c6b087f15a0bfc")]
    [InlineData("message digest", "5d0689ef49d2fae572b881b123a85ffa21595f36")]
    [InlineData("abcdefghijklmnopqrstuvwxyz", "f71c27109c692c1b56bbdceb5b9d2865b3708dbc")]
    [InlineData("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "12a053384a9c0c88e405a06c27dcf49ada62eb2b")]
    [InlineData("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", "b0e20b6e3116640286ed3a87a5713079b21f5189")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345678901234567890", "9b752e45573d4b39f4dbd3323cab82bf63326bfb")]
    public void HashData_PublishedText_GivesThePublishedDigest(string text, string digest) => Assert.Equal(digest, Hash(Encoding.ASCII.GetBytes(text)));

    [Fact]
    public void HashData_MillionLetters_GivesThePublishedDigest()
    {
        var letters = new byte[1_000_000];
        Array.Fill(letters, (byte)'a');
        Assert.Equal("52783243c1697bdbe16d37f97f68f08325dc1528", Hash(letters));
    }

    // The end of a block is where paddings go wrong: each length has a digest of its own.
    [Fact]
    public void HashData_EveryLengthAroundABlock_GivesAnotherDigest() =>
        Assert.Equal(200, Enumerable.Range(0, 200).Select(length => Hash(new byte[length])).Distinct().Count());

    [Fact]
    public void HashData_DestinationTooShort_IsRefusedAndSpoilsNoOtherDigest()
    {
        Assert.Throws<ArgumentException>(() => Ripemd160.HashData([1, 2, 3], new byte[19]));
        Assert.Equal("9c1185a5c5e9fc54612808977ee8f548b2258d31", Hash([]));
    }

    [Fact]
    public void HashData_ManyThreads_DoNotDisturbEachOther() =>
        Parallel.For(
            0,
            2_000,
            i =>
                Assert.Equal(
                    i % 2 == 0 ? "0bdc9d2d256b3ee9daae347be6f4dc835a467ffe" : "8eb208f7e05d987a9b044a8e98c6b087f15a0bfc",
                    Hash(i % 2 == 0 ? "a"u8.ToArray() : "abc"u8.ToArray())
                )
        );

    private static string Hash(byte[] bytes)
    {
        var digest = new byte[Ripemd160.HashSizeInBytes];
        Assert.Equal(digest.Length, Ripemd160.HashData(bytes, digest));
        return Convert.ToHexStringLower(digest);
    }
}
