using FsCheck;
using FsCheck.Fluent;
using SupportDesk.Robokassa.Notifications;

namespace SupportDesk.Robokassa.Tests.Notifications;

public sealed class ResultNotificationTests
{
    private static readonly ShpParameter[] Shp = [new("Shp_b", "2"), new("shp_A", "1"), new("Shp_b1", "3")];

    [Fact]
    public void IsSignedWith_AnyAlgorithmAndOrder_IsRightAndOnlyThen() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(500).WithReplay(20261126, 7),
        Prop.ForAll(
            (from algorithm in Gen.Elements(Enum.GetValues<SignatureAlgorithm>())
             from order in Gen.Elements(ShpOrder.NameIgnoringCase, ShpOrder.NameOrdinal, ShpOrder.PairOrdinal)
             from count in Gen.Choose(0, 3)
             from upper in Gen.Elements(true, false)
             from change in Gen.Choose(0, 31)
             select (algorithm, order, count, upper, change)).ToArbitrary(),
            one =>
            {
                var signature = SignatureHash.Compute(one.algorithm, SignatureBase.OfResult("10.000000", "5", "second", Shp[..one.count], one.order));
                var wrong = signature[..one.change] + (signature[one.change] == '0' ? '1' : '0') + signature[(one.change + 1)..];
                return Read(signature, one.upper, one.count).IsSignedWith("second", one.algorithm)
                    && !Read(wrong, one.upper, one.count).IsSignedWith("second", one.algorithm)
                    && !Read(signature, one.upper, one.count).IsSignedWith("first", one.algorithm);
            }));

    [Theory]
    [InlineData("OutSum")]
    [InlineData("InvId")]
    [InlineData("SignatureValue")]
    public void TryRead_FieldIsMissing_NamesIt(string name)
    {
        var fields = Fields("ab", 0).Where(field => !field.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).ToList();
        Assert.False(ResultNotification.TryRead(fields, out _, out var missing));
        Assert.Equal(name, missing);
    }

    [Fact]
    public void TryRead_FieldWithTwoValues_IsRefused()
    {
        Assert.False(ResultNotification.TryRead([.. Fields("ab", 0), new("outsum", "1.00")], out _, out var missing));
        Assert.Equal("OutSum", missing);
        Assert.True(ResultNotification.TryRead([.. Fields("ab", 0), new("outsum", "10.000000")], out _, out _));
    }

    [Fact]
    public void ContentKey_RepeatedInOtherOrderAndCase_IsTheSame()
    {
        ResultNotification.TryRead([new("OutSum", "1"), new("InvId", "5"), new("SignatureValue", "AB"), new("IsTest", "1")], out var one, out _);
        ResultNotification.TryRead([new("signaturevalue", "ab"), new("istest", "1"), new("invid", "5"), new("outsum", "1")], out var again, out _);
        ResultNotification.TryRead([new("OutSum", "1.0"), new("InvId", "5"), new("SignatureValue", "AB"), new("IsTest", "1")], out var other, out _);
        Assert.Equal((one!.ContentKey, true, "OK5"), (again!.ContentKey, again.IsTest, again.Answer));
        Assert.NotEqual(one.ContentKey, other!.ContentKey);
    }

    private static List<KeyValuePair<string, string>> Fields(string signature, int shp) =>
        [
            new("OUTSUM", "10.000000"),
            new("inv_id", "x"),
            new("InvId", "5"),
            new("SignatureValue", signature),
            .. Shp[..shp].Select(own => KeyValuePair.Create(own.Name, own.Value)),
        ];

    private static ResultNotification Read(string signature, bool upper, int shp)
    {
        Assert.True(ResultNotification.TryRead(Fields(upper ? signature.ToUpperInvariant() : signature, shp), out var notification, out _));
        return notification!;
    }
}
