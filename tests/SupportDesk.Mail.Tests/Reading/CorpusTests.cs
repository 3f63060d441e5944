using System.Text;

namespace SupportDesk.Mail.Tests.Reading;

/// <summary>Letters as mail programs of the region write them, and broken ones.</summary>
public sealed class CorpusTests
{
    [Theory]
    [InlineData("mailru-utf8-alternative.eml", "Иван Петров", "buyer@mail.example", "Платёж по счёту № 42 не прошёл", "вернулась ошибка 29")]
    [InlineData("yandex-utf8-reply.eml", "Анна", "anna@yandex.example", "Re: Счёт 42 [SD-1234-k7f3]", "Платёж по счёту № 42")]
    [InlineData("outlook-windows1251.eml", "Пётр Кузнецов", "owner@merchant.example", "Счёт № 42 — оплата не прошла", "Платёж по счёту № 42")]
    [InlineData("koi8r-plain.eml", "Системный администратор", "admin@old.example", "Не приходят уведомления", "перестали приходить вчера")]
    [InlineData("raw-windows1251-headers.eml", "Бухгалтерия", "buh@firm.example", "Возврат по заказу 1007", "деньги покупателю не вернулись")]
    [InlineData("raw-koi8r-headers.eml", "Бухгалтерия", "buh@firm.example", "Возврат по заказу 1007", "деньги покупателю не вернулись")]
    [InlineData("onec-attachments.eml", "1С Предприятие", "1c@firm.example", "Выгрузка", "Выгрузка во вложении")]
    [InlineData("apple-inline-files.eml", "Ольга", "olga@icloud.example", "Скриншот", "Вот что вижу после оплаты:")]
    [InlineData("dsn-postfix.eml", "Mail Delivery System", "MAILER-DAEMON@mx.shop.example", "Undelivered Mail Returned to Sender", "I could not deliver")]
    public async Task T79_T80_Load_OrdinaryLetter_IsReadInWords(string name, string fromName, string fromAddress, string subject, string text)
    {
        var message = await Corpus.LoadAsync(name);

        var from = message.From.Mailboxes.Single();
        Assert.Equal(fromName, from.Name);
        Assert.Equal(fromAddress, from.Address);
        Assert.Equal(subject, message.Subject);
        Assert.Contains(text, message.TextBody, StringComparison.Ordinal);
        Assert.Equal("desk", message.To.Mailboxes.Single().LocalPart.Split('+')[0]);
    }

    [Theory]
    [InlineData("broken-charset-lie-utf8-as-1251.eml", "Сказано windows-1251, а на деле UTF-8.")]
    [InlineData("broken-charset-lie-1251-as-utf8.eml", "Сказано UTF-8, а на деле другая кодировка.")]
    [InlineData("broken-charset-lie-1251-as-latin1.eml", "Сказано латиница, а на деле русский текст.")]
    [InlineData("broken-charset-lie-koi8-as-1251.eml", "Сказано одно, а на деле совсем другая кодировка письма.")]
    [InlineData("broken-base64-junk.eml", "Текст среди мусора")]
    [InlineData("broken-qp.eml", "Один = =ZZ два= 100%=")]
    [InlineData("broken-mixed-line-ends.eml", "один\r\nдва\nтри")]
    [InlineData("broken-wrong-boundary.eml", "простой текст")]
    [InlineData("broken-missing-boundary.eml", "Просто текст без частей.")]
    [InlineData("broken-no-final-boundary.eml", "first")]
    public async Task T80_Load_BrokenBody_TextIsStillRead(string name, string text)
    {
        var message = await Corpus.LoadAsync(name);

        Assert.StartsWith(text, message.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task T80_Load_HtmlMetaNamesCharset_IsUsed() =>
        Assert.Contains("<body>ОЙ</body>", (await Corpus.LoadAsync("broken-html-meta.eml")).HtmlBody, StringComparison.Ordinal);

    [Fact]
    public async Task Load_WrongBoundary_BothFormsAreFound() =>
        Assert.Equal("<p>разметка</p>", (await Corpus.LoadAsync("broken-wrong-boundary.eml")).HtmlBody);

    [Fact]
    public async Task Load_NoFinalBoundary_CutFileIsKept()
    {
        var file = (await Corpus.LoadAsync("broken-no-final-boundary.eml")).Attachments.Single();

        Assert.Equal("data.bin", ((MimePart)file).FileName);
        Assert.Equal([1, 2, 3, 4, 5], await Letters.ContentAsync(file));
    }

    [Fact]
    public async Task T81_T82_Load_OneCAttachments_NamesAreReadAndBytesAreExact()
    {
        var files = (await Corpus.LoadAsync("onec-attachments.eml")).Attachments.Cast<MimePart>().ToList();

        Assert.Equal(["Реестр за ноябрь.csv", "Документ.xml"], files.Select(f => f.FileName));
        Assert.Equal(Letters.Windows1251.GetBytes("Дата;Сумма;Статус\r\n17.11.2026;1 500,00;отказ\r\n"), await Letters.ContentAsync(files[0]));
        Assert.Equal(Letters.Windows1251.GetBytes("<?xml version=\"1.0\" encoding=\"windows-1251\"?>\r\n<Документ Номер=\"42\" Сумма=\"1500.00\"/>\n"), await Letters.ContentAsync(files[1]));
    }

    [Fact]
    public async Task T81_Load_OutlookEncodedWordInParameter_NameIsRead()
    {
        var file = (MimePart)(await Corpus.LoadAsync("outlook-windows1251.eml")).Attachments.Single();

        Assert.Equal("Акт сверки.pdf", file.FileName);
        Assert.Equal("%PDF-1.4\r\n%\u00e2\u00e3\r\n1\n2\r3", Encoding.Latin1.GetString(await Letters.ContentAsync(file)));
    }

    [Fact]
    public async Task Load_AppleInlineFile_IsABodyPartAndTextGoesOnAfterIt()
    {
        var message = await Corpus.LoadAsync("apple-inline-files.eml");

        var picture = message.BodyParts.OfType<MimePart>().Single(p => p.ContentType.IsMimeType("image", "png"));
        Assert.Equal("экран.png", picture.FileName);
        Assert.Equal(Enumerable.Range(0, 256).Select(i => (byte)i), await Letters.ContentAsync(picture));
        Assert.Contains("После картинки.", message.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Load_AutomaticAnswer_ItsMarksAndNumberAreThere()
    {
        var message = await Corpus.LoadAsync("autoreply-exchange.eml");

        Assert.Equal("auto-replied", message.Headers["auto-submitted"]);
        Assert.Equal("bulk", message.Headers["Precedence"]);
        Assert.Equal("sd.one@shop.example", message.InReplyTo);
        Assert.Null(message.TextBody);
        Assert.Contains("<b>7788990</b>", message.HtmlBody, StringComparison.Ordinal);
        Assert.EndsWith("[#7788990]", message.Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task T26_Load_DeliveryStatus_NamesTheRecipientAndTheLetter()
    {
        var message = await Corpus.LoadAsync("dsn-postfix.eml");

        Assert.Equal("delivery-status", Assert.IsType<MultipartReport>(message.Body).ReportType);
        var status = message.BodyParts.OfType<MessageDeliveryStatus>().Single().StatusGroups;
        Assert.Equal("dns; mx.shop.example", status[0]["Reporting-MTA"]);
        Assert.Equal("rfc822; nobody@merchant.example", status[1]["Final-Recipient"]);
        Assert.Equal("failed", status[1]["Action"]);
        Assert.Equal("5.1.1", status[1]["Status"]);
        Assert.Contains("Recipient address rejected", status[1]["Diagnostic-Code"], StringComparison.Ordinal);
        var returned = message.BodyParts.OfType<MessagePart>().Single().Message!;
        Assert.Equal("sd.bounced@shop.example", returned.MessageId);
        Assert.Equal("Ответ по заявке", returned.Subject);
    }

    [Fact]
    public async Task Load_Dates_AreRead()
    {
        Assert.Equal(new DateTimeOffset(2026, 11, 17, 10, 0, 0, TimeSpan.FromHours(3)), (await Corpus.LoadAsync("koi8r-plain.eml")).Date);
        Assert.Equal(new DateTimeOffset(2026, 11, 16, 12, 30, 0, TimeSpan.FromHours(3)), (await Corpus.LoadAsync("mailru-utf8-alternative.eml")).Date);
        Assert.Equal(DateTimeOffset.MinValue, (await Corpus.LoadAsync("broken-headers-only.eml")).Date);
    }

    [Fact]
    public async Task Load_HeadersOnly_WhatIsThereIsKept()
    {
        var message = await Corpus.LoadAsync("broken-headers-only.eml");

        Assert.Equal("=?utf-8?B?0YLQtdC80LA=", message.Subject);
        Assert.Null(message.MessageId);
        Assert.NotNull(message.Body);
    }

    public static TheoryData<string, int> AllInChunks()
    {
        var data = new TheoryData<string, int>();
        foreach (var name in Corpus.Names)
        {
            foreach (var size in (int[])[4096, 16, 3, 1]) data.Add(name, size);
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(AllInChunks))]
    public async Task Load_AnyChunkSize_GivesTheSameLetter(string name, int size)
    {
        var bytes = Corpus.Bytes(name);
        var whole = await MimeMessage.LoadAsync(new MemoryStream(bytes));
        var chunked = await MimeMessage.LoadAsync(new ChunkedStream(bytes, size));

        Assert.Equal(await DescribeAsync(whole), await DescribeAsync(chunked));
    }

    // A broken winmail.dat stays beside what was found in it and is unpacked again; a thousand fields leave no room for those of the writer.
    private static readonly string[] GrowWhenWritten = ["tnef/cut-in-the-second-file.eml", "broken/thousand-fields.eml"];

    public static TheoryData<string> Rewritable() => [.. Corpus.Names.Except(GrowWhenWritten)];

    [Theory]
    [MemberData(nameof(Rewritable))]
    public async Task WriteTo_LetterThatWasRead_IsReadBackWithTheSameWords(string name)
    {
        var message = await Corpus.LoadAsync(name);
        var again = await Letters.RoundTripAsync(message);

        Assert.Equal(message.Subject, again.Subject);
        Assert.Equal(message.TextBody?.ReplaceLineEndings("\n").TrimEnd(), again.TextBody?.ReplaceLineEndings("\n").TrimEnd());
        Assert.Equal(message.Attachments.Count(), again.Attachments.Count());
    }

    private static async Task<string> DescribeAsync(MimeMessage message)
    {
        var text = new StringBuilder();
        foreach (var header in message.Headers) text.Append(header.Field).Append('=').AppendLine(header.Value);
        foreach (var part in message.BodyParts)
        {
            text.AppendLine(part.ContentType.ToString());
            if (part is MimePart { Content: not null }) text.AppendLine(Convert.ToHexString(await Letters.ContentAsync(part)));
            if (part is MessagePart { Message: { } inner }) text.AppendLine(await DescribeAsync(inner));
        }
        return text.ToString();
    }
}
