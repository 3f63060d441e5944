using SupportDesk.Robokassa.Explaining;

namespace SupportDesk.Robokassa.Tests.Explaining;

/// <summary>Notifications that are rightly signed with the password <c>p2</c>, pasted as people paste them.</summary>
public sealed class PastedTextTests
{
    // {0} is the signature of 1.00:1:p2, and of the own parameters behind it.
    [Theory]
    [InlineData("Array\n(\n    [OutSum] => 1.00\n    [InvId] => 1\n    [EMail] => \n    [SignatureValue] => {0}\n)", "")]
    [InlineData("Array\r\n(\r\n    [EMail] => \r\n    [OutSum] => 1.00\r\n    [InvId] => 1\r\n    [Shp_a] =>\r\n    [SignatureValue] => {0}\r\n)", ":Shp_a=")]
    [InlineData("OutSum: 1.00\nInvId: 1\nEMail:\nSignatureValue: {0}", "")]
    [InlineData("OutSum=1.00\nEMail=\nInvId=1\nSignatureValue={0}", "")]
    [InlineData("OutSum=1.00\nInvId=1\nSignatureValue={0}\nShp_a=\n[Shp_b] => 5", ":Shp_a=:Shp_b=5")]
    [InlineData("'OutSum' => '1.00',\n'InvId' => '1',\n'Shp_a' => '',\n'Shp_b' => 'it\\'s',\n'SignatureValue' => '{0}',", ":Shp_a=:Shp_b=it's")]
    [InlineData(
        "array(4) {\n  [\"OutSum\"]=>\n  string(4) \"1.00\"\n  [\"InvId\"]=>\n  int(1)\n  [\"Shp_a\"]=>\n  string(0) \"\"\n  [\"EMail\"]=>\n  NULL\n"
            + "  [\"SignatureValue\"]=>\n  string(32) \"{0}\"\n}",
        ":Shp_a="
    )]
    public void Read_EmptyField_DoesNotTakeTheNextLine(string pasted, string own) => AssertRight(pasted, own);

    [Theory]
    [InlineData("Array ( [OutSum] => 1.00 [InvId] => 1 [SignatureValue] => {0} [Shp_a] => x y )", ":Shp_a=x y")]
    [InlineData("POST: Array ( [OutSum] => 1.00 [EMail] => [InvId] => 1 [Shp_a] => x y [SignatureValue] => {0} )", ":Shp_a=x y")]
    [InlineData("params={OutSum=1.00, InvId=1, Shp_a=x y, SignatureValue={0}}", ":Shp_a=x y")]
    [InlineData("{OutSum=[1.00], InvId=[1], SignatureValue=[{0}], Shp_a=[x, y]}", ":Shp_a=x, y")]
    [InlineData("Notification(OutSum=1.00, InvId=1, SignatureValue={0}, Shp_a=x y)", ":Shp_a=x y")]
    [InlineData("2026/11/30 10:00:00 map[InvId:1 OutSum:1.00 Shp_a:x y SignatureValue:{0}]", ":Shp_a=x y")]
    [InlineData("form: map[InvId:[1] OutSum:[1.00] Shp_a:[x y] SignatureValue:[{0}]]", ":Shp_a=x y")]
    [InlineData("{'OutSum': '1.00', 'InvId': '1', 'Shp_a': 'it\\'s', 'SignatureValue': '{0}'}", ":Shp_a=it's")]
    [InlineData("$_GET = [\"OutSum\"=>\"1.00\", \"InvId\"=>\"1\", \"SignatureValue\"=>\"{0}\"]", "")]
    [InlineData("array(3) { [\"OutSum\"]=> string(4) \"1.00\" [\"InvId\"]=> int(1) [\"SignatureValue\"]=> string(32) \"{0}\" }", "")]
    public void Read_DictionaryOnOneLine_HasEveryValueWhole(string pasted, string own) => AssertRight(pasted, own);

    [Theory]
    [InlineData("curl --location 'https://a.example/r' \\\n--form 'OutSum=\"1.00\"' \\\n--form 'InvId=\"1\"' --form 'SignatureValue=\"{0}\"'", "")]
    [InlineData("curl -F 'OutSum=1.00;type=text/plain' -F InvId=1 -F 'Shp_a=\"x \\\"y\\\"\"' -F SignatureValue={0} https://a.example/r", ":Shp_a=x \"y\"")]
    [InlineData("curl --form-string 'Shp_a=\"x\"' -d 'OutSum=1.00&InvId=1&SignatureValue={0}'", ":Shp_a=\"x\"")]
    [InlineData("curl 'https://a.example/r' --data-raw $'OutSum=1.00&InvId=1&Shp_a=it\\'s&SignatureValue={0}'", ":Shp_a=it's")]
    public void Read_CommandOfCurl_GivesWhatCurlSends(string pasted, string own) => AssertRight(pasted, own);

    [Theory]
    [InlineData("OutSum=1.00&InvId=1&\n&Shp_b=x+y&SignatureValue={0}", ":Shp_b=x y")]
    [InlineData("OutSum=1.00&InvId=1&SignatureValue={0}&\r\n  Shp_b=x%2By", ":Shp_b=x+y")]
    [InlineData("OutSum=1.00&In\nvId=1&Shp_b=x+\ny&SignatureValue={0}", ":Shp_b=x y")]
    [InlineData("2026-11-30 INFO body: OutSum=1.00&InvId=1&SignatureValue={0}&Shp_b=x+y", ":Shp_b=x y")]
    [InlineData("php://input => OutSum=1.00&InvId=1&SignatureValue={0}", "")]
    [InlineData("POST /r status=200 body=\"OutSum=1.00&InvId=1&SignatureValue={0}&Shp_b=x+y\" took 5 ms", ":Shp_b=x y")]
    [InlineData("OutSum=1.00&InvId=1&Shp_b=x+y&SignatureValue={0} почему?", ":Shp_b=x y")]
    [InlineData("OutSum=1.00&InvId=1&SignatureValue={0}&Shp_b=x+y почему?", ":Shp_b=x y")]
    [InlineData("Пришло:\nOutSum=1.00&InvId=1&SignatureValue={0}&Shp_b=x\nПочему не сходится?", ":Shp_b=x")]
    [InlineData("OutSum=1.00&Shp_b=why?&InvId=1&SignatureValue={0}", ":Shp_b=why?")]
    [InlineData("OutSum=1.00&InvId=1&SignatureValue={0}&Shp_b=x y", ":Shp_b=x y")]
    [InlineData("body: OutSum=1.00&InvId=1&SignatureValue={0}\n2026-11-30 body: OutSum=2.00&InvId=2&SignatureValue=00", "")]
    [InlineData(@"OutSum=1.00\u0026InvId=1\u0026SignatureValue={0}", "")]
    public void Read_FormWithWordsOrLineEnds_IsDecoded(string pasted, string own) => AssertRight(pasted, own);

    [Theory]
    [InlineData("$ curl -d 'OutSum=1.00&InvId=1&SignatureValue={0}' https://a.example/r", "")]
    [InlineData("root@shop:~# curl https://a.example/r -d 'OutSum=1.00&InvId=1' -d SignatureValue={0}", "")]
    [InlineData("ImmutableMultiDict([('OutSum', '1.00'), ('InvId', '1'), ('Shp_a', ''), ('SignatureValue', '{0}')])", ":Shp_a=")]
    [InlineData("[('OutSum', '1.00'), ('InvId', 1), (\"Shp_a\", \"it's\"), ('SignatureValue', '{0}')]", ":Shp_a=it's")]
    [InlineData("[[\"OutSum\",\"1.00\"],[\"InvId\",\"1\"],[\"SignatureValue\",\"{0}\"]]", "")]
    [InlineData(@"{""body"":""{\""OutSum\"":\""1.00\"",\""InvId\"":\""1\"",\""SignatureValue\"":\""{0}\""}""}", "")]
    [InlineData(@"""{\""OutSum\"":\""1.00\"",\""InvId\"":\""1\"",\""SignatureValue\"":\""{0}\""}""", "")]
    [InlineData(@"INFO got ""{\""OutSum\"":\""1.00\"",\""InvId\"":\""1\"",\""SignatureValue\"":\""{0}\""}"" from bank", "")]
    [InlineData(@"{""level"":""info"",""body"":""OutSum=1.00\u0026InvId=1\u0026SignatureValue={0}\u0026Shp_b=x+y""}", ":Shp_b=x y")]
    [InlineData("[{\"key\":\"OutSum\",\"value\":\"1.00\"},{\"key\":\"InvId\",\"value\":\"1\"},{\"key\":\"SignatureValue\",\"value\":\"{0}\"}]", "")]
    [InlineData(
        "{\"postData\":{\"params\":[{\"name\":\"OutSum\",\"value\":\"1.00\"},{\"name\":\"InvId\",\"value\":\"1\"},"
            + "{\"name\":\"SignatureValue\",\"value\":\"{0}\"}]}}",
        ""
    )]
    [InlineData(
        "------X\r\nContent-Disposition: form-data; name=\"OutSum\"\r\n\r\n1.00\r\n------X\r\nContent-Disposition: form-data; name=\"InvId\"\r\n"
            + "Content-Type: text/plain\r\n\r\n1\r\n------X\r\nContent-Disposition: form-data; name=\"Shp_a\"\r\n\r\n\r\n------X\r\n"
            + "Content-Disposition: form-data; name=\"SignatureValue\"\r\n\r\n{0}\r\n------X--",
        ":Shp_a="
    )]
    [InlineData("OutSum\t1.00\nInvId\t1\nEMail\t\nSignatureValue\t{0}\nShp_a\tx y", ":Shp_a=x y")]
    [InlineData("| Field | Value |\n|---|---|\n| OutSum | 1.00 |\n| `InvId` | `1` |\n| Shp_a | |\n| SignatureValue | {0} |", ":Shp_a=")]
    [InlineData("[OutSum] => 1.00\n[InvId] => 1\n[Shp_a] => x=1&y=2 z\n[SignatureValue] => {0}", ":Shp_a=x=1&y=2 z")]
    [InlineData("\"OutSum\": \"1.00\",\n\"InvId\": 1,\n\"Shp_a\": \"b & c\",\n\"SignatureValue\": \"{0}\"", ":Shp_a=b & c")]
    public void Read_ShapeOfATool_IsUnderstood(string pasted, string own) => AssertRight(pasted, own);

    private static void AssertRight(string pasted, string own)
    {
        var signature = SignatureHash.Compute(SignatureAlgorithm.Md5, "1.00:1:p2" + own);
        var answer = SignatureExplainer.Explain(
            new SignatureQuestion
            {
                Kind = SignedKind.Result,
                Fields = SignedText.Read(pasted.Replace("{0}", signature, StringComparison.Ordinal)).Fields,
                Passwords = new ShopPasswords(Password2: "p2"),
            }
        );
        Assert.Equal((SignatureVerdict.Match, signature), (answer.Verdict, answer.Expected));
    }
}
