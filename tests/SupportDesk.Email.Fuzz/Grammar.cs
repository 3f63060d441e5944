using System.Globalization;
using System.Text;

namespace SupportDesk.Email.Fuzz;

/// <summary>Puts e-mails together from the things that a reader looks for, well and badly.</summary>
internal sealed class Grammar(Random random)
{
    private const int Deepest = 6;

    private static readonly string[] Fields =
    [
        "From",
        "To",
        "Cc",
        "Reply-To",
        "Subject",
        "Date",
        "Message-ID",
        "In-Reply-To",
        "References",
        "Content-Type",
        "Content-Transfer-Encoding",
        "Content-Disposition",
        "X-Any",
        "Auto-Submitted",
        "X-Failed-Recipients",
        "Return-Path",
    ];
    private static readonly string[] Types =
    [
        "text/plain",
        "text/html",
        "text/plain; format=flowed; delsp=yes",
        "message/rfc822",
        "message/delivery-status",
        "application/ms-tnef",
        "application/octet-stream",
        "image/png",
        "text",
        "",
        "multipart/mixed",
        "text/calendar",
        "message/global",
    ];
    private static readonly string[] Charsets =
    [
        "utf-8",
        "windows-1251",
        "koi8-r",
        "cp866",
        "iso-8859-5",
        "utf-16",
        "utf-7",
        "iso-2022-jp",
        "gb18030",
        "x",
        "us-ascii",
        "utf-32",
        "big5",
        "cp-1251",
    ];
    private static readonly string[] Ways = ["7bit", "8bit", "binary", "base64", "quoted-printable", "x-uuencode", "x-strange", "\"base64\"", ""];
    private static readonly string[] Kinds = ["mixed", "alternative", "related", "report; report-type=delivery-status", "signed", "digest", "x"];
    private static readonly string[] Boundaries = ["b", "b", "bb", "----=_Next", "a b", "=?utf-8?Q?b?=", "\"", "", "--", "b--"];
    private static readonly string[] Ends = ["\r\n", "\r\n", "\r\n", "\n", "\r\r\n", "\r", ""];

    private static readonly string[] LocalizedTexts =
    [
        "=?utf-8?B?0J/RgA==?=",
        "=?utf-8?B?0J/R?= =?utf-8?B?gA==?=",
        "=?koi8-r?Q?=F0=D2?=",
        "=?x?X?a?=",
        "=?utf-8?B?",
        "?=",
        "=?",
        "<a@b.example>",
        "\"a, b\" <a@b>",
        "(c(d)",
        "a:b,c;",
        "почта@пример.рф",
        "<@a,@b:c@d>",
        "=D0=9F=",
        "= ",
        "=\r\n",
        "begin 644 a.txt\r\n#86)C\r\n`\r\nend\r\n",
        "begin 644 b\r\nM",
        "Tue, 17 Nov 2026 10:00:00 +0300",
        "31 Feb 99",
        "+9999",
        "--b",
        "--b--",
        "--",
        "\r\n\r\n",
        "\r\n ",
        "\t",
        "filename*0*=utf-8''%D0%B0; filename*1=\"b\"",
        "filename*=x'",
        "%D0%9F",
        "name=\"",
        "charset=utf-8",
        "boundary=b",
        "Final-Recipient: rfc822; a@b",
        "Action: failed",
        "Status: 5.1.1",
        "Здравствуйте",
        "\0",
        "\u001b[",
        "\ufeff",
        "0J/RgNC40LLQtdGC",
        "{\\rtf1\\ansi \\'cf\\u8470?}",
        ">From x",
        "From x",
        "<meta charset=koi8-r>",
        " \r\n> a \r\n",
        "-- \r\n",
    ];

    public byte[] Email()
    {
        var text = new StringBuilder();
        Part(text, 0, isEmail: true);
        return Encode(text.ToString());
    }

    public string Noise() => random.Next(3) switch
    {
        0 => Pick(LocalizedTexts),
        1 => Pick(Ends) + Pick(Fields) + ": " + Pick(LocalizedTexts) + Pick(Ends),
        _ => "--" + Pick(Boundaries) + Pick(Ends),
    };

    private void Part(StringBuilder text, int depth, bool isEmail)
    {
        for (var fields = random.Next(isEmail ? 8 : 3); fields > 0; fields--)
            text.Append(Pick(Fields)).Append(random.Next(9) == 0 ? "" : ":").Append(' ').Append(Words(4)).Append(Pick(Ends));
        if (depth < Deepest && random.Next(3) == 0)
            Multipart(text, depth);
        else
            Leaf(text, depth);
    }

    private void Multipart(StringBuilder text, int depth)
    {
        var boundary = Pick(Boundaries);
        text.Append("Content-Type: multipart/")
            .Append(Pick(Kinds))
            .Append("; boundary=")
            .Append(random.Next(2) == 0 ? $"\"{boundary}\"" : boundary)
            .Append(Pick(Ends))
            .Append(Pick(Ends));
        for (var parts = random.Next(5); parts > 0; parts--)
        {
            text.Append("\r\n--").Append(random.Next(8) == 0 ? Pick(Boundaries) : boundary).Append(Pick(Ends));
            Part(text, depth + 1, isEmail: false);
        }

        if (random.Next(4) != 0)
            text.Append("\r\n--").Append(boundary).Append("--").Append(Pick(Ends));
    }

    private void Leaf(StringBuilder text, int depth)
    {
        var type = Pick(Types);
        var way = Pick(Ways);
        text.Append("Content-Type: ").Append(type).Append("; charset=").Append(Pick(Charsets)).Append(Pick(Ends));
        text.Append("Content-Transfer-Encoding: ").Append(way).Append(Pick(Ends));
        if (random.Next(3) == 0)
            text.Append("Content-Disposition: attachment; ").Append(Words(2)).Append(Pick(Ends));
        text.Append("\r\n");
        if (type == "message/rfc822" && depth < Deepest)
            Part(text, depth + 1, isEmail: true);
        else if (way == "base64" && random.Next(3) != 0)
            text.Append(Convert.ToBase64String(Encode(Words(20)), Base64FormattingOptions.InsertLineBreaks));
        else
            text.Append(Words(20));
    }

    private string Words(int most)
    {
        var words = new StringBuilder();
        for (var count = random.Next(most + 1); count > 0; count--)
            words
                .Append(random.Next(6) == 0 ? random.NextInt64().ToString("x", CultureInfo.InvariantCulture) : Pick(LocalizedTexts))
                .Append(random.Next(2) == 0 ? " " : "");
        return words.ToString();
    }

    private byte[] Encode(string text) => random.Next(4) == 0
        ? CodePagesEncodingProvider.Instance.GetEncoding(random.Next(2) == 0 ? 1251 : 20866)!.GetBytes(text)
        : Encoding.UTF8.GetBytes(text);

    private string Pick(string[] from) => from[random.Next(from.Length)];
}
