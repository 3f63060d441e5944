using System.Text;

namespace SupportDesk.Mail.Tests.Text;

public sealed class CharsetsTests
{
    private static readonly string[] Sentences =
    [
        "Здравствуйте, не проходит оплата по карте покупателя.",
        "ОПЛАТА НЕ ПРОШЛА",
        "Ошибка 29",
        "Добрый день! Подскажите, пожалуйста, когда поступят деньги за заказ № 1007?",
        "щётка, ёлка, объём, съёмка",
        "Да",
    ];

    [Fact]
    public void Decode_NothingDeclared_CyrillicIsRecognised()
    {
        foreach (var sentence in Sentences)
        {
            Assert.Equal(sentence, Charsets.Decode(Encoding.UTF8.GetBytes(sentence), null));
            Assert.Equal(sentence, Charsets.Decode(Letters.Windows1251.GetBytes(sentence), null));
        }
        foreach (var sentence in Sentences.Where(s => !s.Contains('№', StringComparison.Ordinal) && s.Length > 2))
        {
            Assert.Equal(sentence, Charsets.Decode(Letters.Koi8R.GetBytes(sentence), null));
        }
    }

    [Fact]
    public void Decode_DeclaredTruly_IsNeverOverruled()
    {
        foreach (var page in (int[])[65001, 1251, 20866, 28595, 866])
        {
            var encoding = Letters.CodePage(page);
            foreach (var sentence in Sentences)
            {
                var bytes = encoding.GetBytes(sentence);
                Assert.Equal(encoding.GetString(bytes), Charsets.Decode(bytes, encoding.WebName));
            }
        }
    }

    [Fact]
    public void Decode_WesternText_StaysWestern()
    {
        const string text = "Müller grüßt aus Köln, c'est déjà l'été à Genève";
        Assert.Equal(text, Charsets.Decode(Encoding.Latin1.GetBytes(text), "iso-8859-1"));
    }

    [Fact]
    public void T80_Decode_ByteOrderMarkAndCutLetter_AreHandled()
    {
        Assert.Equal("Привет", Charsets.Decode([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes("Привет")], "windows-1251"));
        Assert.Equal("Привет", Charsets.Decode([0xFF, 0xFE, .. Encoding.Unicode.GetBytes("Привет")], null));
        Assert.Equal("Приве\uFFFD", Charsets.Decode(Encoding.UTF8.GetBytes("Привет").AsSpan(0, 11), "utf-8"));
    }

    [Theory]
    [InlineData("utf-7")]
    [InlineData("unicode-1-1-utf-7")]
    [InlineData("cp65000")]
    [InlineData("no-such")]
    [InlineData("cp99999")]
    [InlineData("")]
    [InlineData(null)]
    public void Find_UnknownOrUnsafe_IsNull(string? name) => Assert.Null(Charsets.Find(name));
}
