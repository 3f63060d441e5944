using FsCheck;
using FsCheck.Fluent;
using SupportDesk.Features.Outbox;

namespace SupportDesk.Tests.Features.Outbox;

public sealed class ThreadHeadersTests
{
    [Fact]
    public void T32_References_AnyThread_StaysWithinLimitsAndEndsWithOwnId() => Prop.ForAll(
        Gen.Choose(1, 400).Select(length => new string('a', length) + "@x").ListOf().ToArbitrary(),
        ids =>
        {
            var thread = ids.Select((id, at) => at + id).ToList();
            var references = ThreadHeaders.References(thread, "own@desk");
            var parts = references.Split(' ');
            Assert.True(parts.Length <= ThreadHeaders.MaxIds);
            Assert.True(parts.Sum(part => part.Length + 3) - 1 <= ThreadHeaders.MaxLength);
            Assert.Equal("own@desk", parts[^1]);
            Assert.Equal(parts.Distinct(), parts);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void T32_References_LongThread_KeepsRootAndLastEight()
    {
        var thread = Enumerable.Range(1, 200).Select(i => $"m{i}@x").ToList();
        Assert.Equal("m1@x m193@x m194@x m195@x m196@x m197@x m198@x m199@x m200@x own@x", ThreadHeaders.References(thread, "own@x"));
    }

    [Fact]
    public void T33_References_IdWithLineEnd_IsLeftOut() =>
        Assert.Equal("good@x own@x", ThreadHeaders.References(["good@x", "bad@x\r\nBcc:all@x"], "own@x"));
}
