using FsCheck;
using FsCheck.Fluent;
using SupportDesk.Robokassa.Explaining;

namespace SupportDesk.Robokassa.Tests.Explaining;

public sealed class SignedTextTests
{
    public static TheoryData<string, SignedShape> Same =>
        new()
        {
            { "https://auth.example/Merchant/Index.aspx?OutSum=10.00&InvId=5&Shp_city=%D0%A2%D0%B2%D0%B5%D1%80%D1%8C+1#top", SignedShape.Link },
            { "  https://auth.example/Index.aspx?OutSum=10.00\n  &InvId=5\n  &Shp_city=%D0%A2%D0%B2%D0%B5%D1%80%D1%8C+1", SignedShape.Link },
            { "OutSum=10.00&InvId=5&Shp_city=%D0%A2%D0%B2%D0%B5%D1%80%D1%8C%201\r\n", SignedShape.Form },
            { "/result.php?OutSum=10.00&InvId=5&Shp_city=Тверь+1", SignedShape.Form },
            { """{"OutSum":"10.00","InvId":5,"Shp_city":"Тверь 1",}""", SignedShape.Json },
            { "GET /r?OutSum=10.00&InvId=5&Shp_city=%D0%A2%D0%B2%D0%B5%D1%80%D1%8C+1 HTTP/1.1\r\nHost: shop.example\r\n\r\n", SignedShape.Http },
            { "POST /r?OutSum=10.00 HTTP/1.1\nHost: shop.example\n\nInvId=5&Shp_city=%D0%A2%D0%B2%D0%B5%D1%80%D1%8C+1", SignedShape.Http },
            {
                "curl -X POST 'https://shop.example/r' \\\n  -H 'Accept: */*' \\\n  -d 'OutSum=10.00&InvId=5' --data-urlencode \"Shp_city=Тверь 1\"",
                SignedShape.Curl
            },
            { "curl \"https://shop.example/r?OutSum=10.00&InvId=5&Shp_city=%D0%A2%D0%B2%D0%B5%D1%80%D1%8C+1\" --compressed", SignedShape.Curl },
            { "curl https://shop.example/r --data-raw=OutSum=10.00 -dInvId=5 -F 'Shp_city=Тверь 1'", SignedShape.Curl },
            {
                "<form><input type=hidden name=OutSum value=10.00>\n<INPUT value=\"5\" name='InvId'><input name=\"Shp_city\" value=\"&#1058;верь 1\" /></form>",
                SignedShape.Html
            },
            { "Array\n(\n    [OutSum] => 10.00\n    [InvId] => 5\n    [Shp_city] => Тверь 1\n)", SignedShape.Lines },
            { "OutSum: 10.00\nInvId: 5\nShp_city: Тверь 1", SignedShape.Lines },
            { "'OutSum' = '10.00',\n'InvId' = '5',\n'Shp_city' = 'Тверь 1',", SignedShape.Lines },
        };

    [Theory]
    [MemberData(nameof(Same))]
    public void Read_AnyShape_GivesTheFieldsDecodedOnceInTheirOrder(string text, SignedShape shape)
    {
        var read = SignedText.Read(text);
        Assert.Equal(shape, read.Shape);
        Assert.Equal(["OutSum=10.00", "InvId=5", "Shp_city=Тверь 1"], read.Fields.Select(field => $"{field.Key}={field.Value}"));
    }

    [Theory]
    [InlineData("<QueryDict: {'OutSum': ['4710.00'], 'InvId': ['63'], 'SignatureValue': ['AB']}>")]
    [InlineData("{'OutSum': '4710.00', 'InvId': 63, 'SignatureValue': 'AB'}")]
    [InlineData("Array\n(\n    [OutSum] => 4710.00\n    [InvId] => 63\n    [SignatureValue] => AB\n)")]
    [InlineData("array(3) {\n  [\"OutSum\"]=>\n  string(7) \"4710.00\"\n  [\"InvId\"]=>\n  int(63)\n  [\"SignatureValue\"]=>\n  string(2) \"AB\"\n}")]
    [InlineData("{\"OutSum\"=>\"4710.00\", \"InvId\"=>\"63\", \"SignatureValue\"=>\"AB\"}")]
    [InlineData("{:OutSum=>\"4710.00\", :InvId=>\"63\", :SignatureValue=>\"AB\"}")]
    [InlineData("{ OutSum: '4710.00', InvId: '63', SignatureValue: 'AB' }")]
    [InlineData("2026-11-20 10:02:41 INFO callback body={\"OutSum\":\"4710.00\",\"InvId\":\"63\",\"SignatureValue\":\"AB\"} ok")]
    [InlineData("185.59.216.65 - - [20/Nov/2026:10:02:41 +0300] \"GET /r?OutSum=4710.00&InvId=63&SignatureValue=AB HTTP/1.1\" 200 5 \"-\" \"-\"")]
    [InlineData("OutSum=4710.00&amp;InvId=63&amp;SignatureValue=AB")]
    public void Read_WhatAProgramPrinted_GivesItsFields(string text)
    {
        var fields = SignedText.Read(text).Fields.ToDictionary(field => field.Key, field => field.Value);
        Assert.Equal(("4710.00", "63", "AB"), (fields["OutSum"], fields["InvId"], fields["SignatureValue"]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Здравствуйте, почему не сходится подпись?")]
    [InlineData("{ \"OutSum\": ")]
    [InlineData("[1, 2]")]
    [InlineData("curl https://shop.example/")]
    public void Read_NoFields_IsUnknown(string text) => Assert.Equal(SignedShape.Unknown, SignedText.Read(text).Shape);

    [Theory]
    [InlineData("MerchantLogin=a&OutSum=1", SignedKind.Payment)]
    [InlineData("OutSum=1&InvId=1&EMail=a", SignedKind.Result)]
    [InlineData("OutSum=1&InvId=1&Culture=ru", SignedKind.Success)]
    [InlineData("OutSum=1&InvId=1", null)]
    public void ProbableKind_ByTheFieldsThatOnlyOneHas(string form, SignedKind? kind) => Assert.Equal(kind, SignedText.Read(form).ProbableKind);

    [Fact]
    public void Read_AnyText_NeverFails() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(3_000).WithReplay(20261126, 7),
            Prop.ForAll(
                (
                    from start in Gen.Elements("", "curl ", "curl -d '", "GET ", "{", "<input ", "https://", "a=1\n")
                    from text in Gen.OneOf(
                        ArbMap.Default.GeneratorFor<string>(),
                        Gen.Elements('=', '&', '%', '"', '\'', '\\', '\n', 'a', '-', 'd').ArrayOf().Select(all => new string(all))
                    )
                    select start + text
                ).ToArbitrary(),
                text => SignedText.Read(text).Fields.All(field => field.Value is not null)
            )
        );
}
