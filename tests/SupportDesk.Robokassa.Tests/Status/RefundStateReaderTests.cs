using System.Text;
using SupportDesk.Robokassa.Status;

namespace SupportDesk.Robokassa.Tests.Status;

public sealed class RefundStateReaderTests
{
    private const string Id = "3f2b8a5e-0c1d-4e7f-9a6b-5d4c3b2a1908";

    [Theory]
    [InlineData("processing", RefundStage.Processing)]
    [InlineData("finished", RefundStage.Finished)]
    [InlineData("canceled", RefundStage.Canceled)]
    public void TryRead_KnownLabel_IsThatStage(string label, RefundStage stage)
    {
        var state = Read($$"""{"requestId":"{{Id}}","amount":1240.50,"label":"{{label}}"}""");
        Assert.Equal((Id, 1240.5m, label, stage, null), (state.RequestId, state.Amount, state.Label, state.Stage, state.Message));
    }

    [Theory]
    [InlineData("approved")]
    [InlineData("Finished")]
    [InlineData("cancelled")]
    [InlineData("готово")]
    public void TryRead_UnknownLabel_IsKeptAndNotGuessed(string label)
    {
        var state = Read($$"""{"label":"{{label}}"}""");
        Assert.Equal((label, RefundStage.Unknown), (state.Label, state.Stage));
    }

    [Theory]
    [InlineData("""{"message":"Request not found"}""")]
    [InlineData("""{"requestId":null,"amount":null,"label":null,"message":" Request not found "}""")]
    [InlineData("""{"label":"","message":"Request not found"}""")]
    [InlineData("""{"label":7,"message":"Request not found"}""")]
    public void TryRead_MessageWithoutLabel_IsTheMessage(string answer)
    {
        var state = Read(answer);
        Assert.Equal((null, "Request not found", RefundStage.Unknown), (state.Label, state.Message, state.Stage));
    }

    [Theory]
    [InlineData("10", "10")]
    [InlineData("10.000000", "10.000000")]
    [InlineData("\"10.50\"", "10.50")]
    [InlineData("\"10,50\"", null)]
    [InlineData("-10", null)]
    [InlineData("1e400", null)]
    [InlineData("\"much\"", null)]
    [InlineData("true", null)]
    [InlineData("null", null)]
    [InlineData("{\"value\":10}", null)]
    public void TryRead_AnyAmount_IsReadOrLeftOut(string amount, string? read)
    {
        var state = Read($$"""{"amount":{{amount}},"label":"finished"}""");
        Assert.Equal((RefundStage.Finished, read), (state.Stage, state.Amount?.ToString(System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void TryRead_PartsUnknownYet_AreLeftOut() =>
        Assert.Equal(RefundStage.Finished, Read("\uFEFF{\"label\":\"finished\",\"history\":[{\"at\":\"2026-03-01\"}],\"Label\":\"canceled\"}").Stage);

    [Theory]
    [InlineData("", "no JSON")]
    [InlineData("<html><body>502 Bad Gateway</body></html>", "no JSON")]
    [InlineData("""{"label":"finished" """, "no JSON")]
    [InlineData("""{"label":"finished"}{"label":"canceled"}""", "no JSON")]
    [InlineData("""{"label":"finished",}""", "no JSON")]
    [InlineData("""{"label":"finished"} // so it is""", "no JSON")]
    [InlineData("""{"label":"finished","label":"canceled"}""", "no JSON")]
    [InlineData("""{"label":"\ud800"}""", "no text")]
    [InlineData("""{"label":"finished","a":[[[[[[[[[[]]]]]]]]]]}""", "no JSON")]
    [InlineData("null", "neither")]
    [InlineData("\"finished\"", "neither")]
    [InlineData("""[{"label":"finished"}]""", "neither")]
    [InlineData("{}", "neither")]
    [InlineData("""{"requestId":"1","amount":10}""", "neither")]
    [InlineData("""{"state":{"label":"finished"}}""", "neither")]
    public void TryRead_SomethingElse_IsNotUnderstoodAndNoState(string answer, string problem)
    {
        Assert.False(RefundStateReader.TryRead(Encoding.UTF8.GetBytes(answer), out var state, out var said));
        Assert.Null(state);
        Assert.Contains(problem, said, StringComparison.Ordinal);
    }

    [Fact]
    public void TryRead_BrokenUtf8_IsNotUnderstood()
    {
        byte[] answer = [.. "{\"label\":\""u8, 0xC3, 0x28, .. "\"}"u8];
        Assert.False(RefundStateReader.TryRead(answer, out var state, out var problem));
        Assert.Null(state);
        Assert.Contains("no JSON", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void TryRead_LongAnswer_IsReadUpToTheLimit()
    {
        const string Whole = """{"label":"finished"}""";
        Assert.Equal("finished", Read(Whole.PadRight(RefundStateReader.MaxLength)).Label);
        Assert.False(RefundStateReader.TryRead(Encoding.UTF8.GetBytes(Whole.PadRight(RefundStateReader.MaxLength + 1)), out var state, out var problem));
        Assert.Null(state);
        Assert.Contains("longer", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void TryRead_AnyCutOrChangedByte_NeverThrows()
    {
        var whole = Encoding.UTF8.GetBytes($$"""{"requestId":"{{Id}}","amount":10.5,"label":"finished","message":"Да \u0434\u0430"}""");
        var random = new Random(7);
        for (var cut = 0; cut <= whole.Length; cut++)
            Assert.Equal(cut == whole.Length, RefundStateReader.TryRead(whole.AsMemory(0, cut), out _, out _));
        for (var round = 0; round < 20_000; round++)
        {
            var changed = whole.ToArray();
            changed[random.Next(changed.Length)] = (byte)random.Next(256);
            Assert.NotEqual(RefundStateReader.TryRead(changed, out var state, out var problem), state is null);
            Assert.NotEqual(state is null, problem is null);
        }
    }

    private static RefundState Read(string answer)
    {
        Assert.True(RefundStateReader.TryRead(Encoding.UTF8.GetBytes(answer), out var state, out var problem), problem);
        return state!;
    }
}
