namespace SupportDesk.Robokassa.Tests;

public sealed class SignatureHashTests
{
    public static TheoryData<string, int> All
    {
        get
        {
            var all = new TheoryData<string, int>();
            foreach (var file in new[] { "published.jsonl", "algorithms.jsonl" })
            {
                for (var number = 0; number < Vector.Read(file).Count; number++)
                    all.Add(file, number);
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Compute_KnownBaseString_GivesTheKnownDigest(string file, int number)
    {
        var vector = Vector.Read(file)[number];
        Assert.Equal(vector.Expected.ToLowerInvariant(), SignatureHash.Compute(vector.Hash, vector.Base));
        Assert.True(SignatureHash.Matches(vector.Hash, vector.Base, vector.Expected.ToUpperInvariant()));
        Assert.False(SignatureHash.Matches(vector.Hash, vector.Base + ":", vector.Expected));
        Assert.Contains(vector.Hash, SignatureHash.OfLength(vector.Expected.Length));
    }

    [Theory]
    [InlineData("SHA-256", SignatureAlgorithm.Sha256)]
    [InlineData("ripemd160", SignatureAlgorithm.Ripemd160)]
    [InlineData(" MD5 ", SignatureAlgorithm.Md5)]
    [InlineData("sha3", null)]
    [InlineData("5", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void TryParse_Name_IsReadAsPeopleWriteIt(string? name, SignatureAlgorithm? expected) =>
        Assert.Equal(expected, SignatureHash.TryParse(name, out var algorithm) ? algorithm : null);
}
