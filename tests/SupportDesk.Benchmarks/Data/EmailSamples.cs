using System.Globalization;
using System.Text;

namespace SupportDesk.Benchmarks.Data;

/// <summary>E-mails to a Russian support desk, the same in every run.</summary>
internal static class EmailSamples
{
    private const int Seed = 20260101;
    private const int SmallBytes = 2048;
    private const int LineBytes = 57;

    private static readonly string[] Charsets = ["utf-8", "windows-1251", "koi8-r", "utf-8"];
    private static readonly string[] Names = ["Вера Кузнецова", "Иван Петров", "Ольга Смирнова", "Тимур Ахметов", "Бухгалтерия ООО «Ромашка»"];
    private static readonly string[] Subjects =
    [
        "Платёж не прошёл",
        "Re: [SD-1234-k7f3] Возврат по заказу",
        "Не приходит уведомление ResultURL",
        "Вопрос о комиссии",
        "Чек не пришёл покупателю",
    ];

    private static readonly string[] Sentences =
    [
        "Здравствуйте! ", "Покупатель оплатил заказ, а статус не изменился. ", "Вернулась ошибка 29. ", "Подскажите, пожалуйста, когда поступят деньги? ",
        "Прикладываю выписку и снимок экрана. ", "Ждём ответа уже второй день. ", "В личном кабинете операция видна. ", "Спасибо за помощь! ",
    ];

    static EmailSamples() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>E-mails of two kilobytes: plain texts and texts with HTML beside, in turn.</summary>
    public static byte[][] Small(int count) => Make(count, (email, random, number) => Email(email, random, number, SmallBytes, fileBytes: 0));

    /// <summary>E-mails with a file of a megabyte.</summary>
    public static byte[][] WithFiles(int count) => Make(count, (email, random, number) => Email(email, random, number, SmallBytes, fileBytes: 1 << 20));

    /// <summary>Mostly small e-mails, some with pictures, a few with large files.</summary>
    public static byte[][] Mixed(int count) =>
        Make(
            count,
            (email, random, number) =>
                Email(
                    email,
                    random,
                    number,
                    SmallBytes << random.Next(3),
                    fileBytes: random.Next(100) switch
                    {
                        < 70 => 0,
                        < 95 => random.Next(4_000, 40_000),
                        < 99 => random.Next(40_000, 200_000),
                        _ => 1 << 20,
                    }
                )
        );

    private static byte[][] Make(int count, Action<Stream, Random, int> write)
    {
        var random = new Random(Seed);
        var emails = new byte[count][];
        for (var i = 0; i < count; i++)
        {
            using var email = new MemoryStream();
            write(email, random, i);
            emails[i] = email.ToArray();
        }

        return emails;
    }

    private static void Email(Stream email, Random random, int number, int bytes, int fileBytes)
    {
        var charset = Charsets[number % Charsets.Length];
        var encoding = Encoding.GetEncoding(charset);
        Write(email, Header(random, number, charset, encoding));
        var boundary = $"----=_NextPart_{number:x8}";
        var hasHtml = number % 2 == 1;
        var room = Math.Max(200, bytes - (int)email.Length - (hasHtml || fileBytes > 0 ? 400 : 100));
        if (fileBytes > 0)
            Write(email, $"Content-Type: multipart/mixed; boundary=\"{boundary}m\"\r\n\r\n--{boundary}m\r\n");
        if (hasHtml)
        {
            Write(email, $"Content-Type: multipart/alternative; boundary=\"{boundary}\"\r\n\r\n--{boundary}\r\n");
            Text(email, random, "plain", charset, encoding, room / 2, number);
            Write(email, $"\r\n--{boundary}\r\n");
            Text(email, random, "html", charset, encoding, room / 2, number);
            Write(email, $"\r\n--{boundary}--\r\n");
        }
        else
            Text(email, random, "plain", charset, encoding, room, number);

        if (fileBytes == 0)
            return;
        var name = $"=?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes($"выписка {number}.pdf"))}?=";
        Write(
            email,
            $"\r\n--{boundary}m\r\n"
                + $"Content-Type: application/pdf; name=\"{name}\"\r\n"
                + "Content-Transfer-Encoding: base64\r\n"
                + $"Content-Disposition: attachment; filename=\"{name}\"\r\n\r\n"
        );
        File(email, random, fileBytes);
        Write(email, $"--{boundary}m--\r\n");
    }

    private static string Header(Random random, int number, string charset, Encoding encoding) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"Return-Path: <buyer{number}@client.example>\r\n"
                + $"Received: from mx{number % 7}.client.example (mx.client.example [203.0.113.{number % 250}])\r\n"
                + $"\tby mx.shop.example (Postfix) with ESMTPS id {random.NextInt64():X}\r\n"
                + $"\tfor <desk@shop.example>; Tue, 17 Nov 2026 10:00:00 +0300 (MSK)\r\n"
                + $"DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=client.example; s=mail; h=from:to:subject:date;\r\n"
                + $"\tbh={Convert.ToBase64String(BitConverter.GetBytes(random.NextInt64()))}; "
                + $"b={Convert.ToBase64String(BitConverter.GetBytes(random.NextInt64()))}\r\n"
                + $"From: {Word(Names[number % Names.Length], charset, encoding)} <buyer{number}@client.example>\r\n"
                + $"To: desk@shop.example\r\n"
                + $"Subject: {Word(Subjects[number % Subjects.Length], charset, encoding)}\r\n"
                + $"Date: Tue, 17 Nov 2026 10:{number % 60:D2}:00 +0300\r\n"
                + $"Message-ID: <{random.NextInt64():x}@client.example>\r\n"
                + $"References: <root.{number}@client.example>\r\n"
                + $" <sd.{random.NextInt64():x}@shop.example>\r\n"
                + $"MIME-Version: 1.0\r\n"
        );

    private static string Word(string text, string charset, Encoding encoding) => $"=?{charset}?B?{Convert.ToBase64String(encoding.GetBytes(text))}?=";

    private static void Text(Stream email, Random random, string subtype, string charset, Encoding encoding, int bytes, int number)
    {
        var text = new StringBuilder(subtype == "html" ? "<html><body><p>" : "");
        // How many bytes an e-mail takes on the way: 8bit, base64 and quoted-printable in turn.
        var way = number % 3;
        var each = (encoding.IsSingleByte ? 1 : 1.8) * (way == 0 ? 1 : way == 1 ? 1.37 : 2.7);
        while (text.Length * each < bytes)
        {
            text.Append(Sentences[random.Next(Sentences.Length)]);
            if (random.Next(3) == 0)
                text.Append(subtype == "html" ? "<br>\r\n" : "\r\n");
        }

        var encoded = encoding.GetBytes(text.ToString());
        Write(
            email,
            $"Content-Type: text/{subtype}; charset={charset}\r\n"
                + $"Content-Transfer-Encoding: {(way == 0 ? "8bit" : way == 1 ? "base64" : "quoted-printable")}\r\n\r\n"
        );
        if (way == 0)
            email.Write(encoded);
        else if (way == 1)
            Base64(email, encoded);
        else
            QuotedPrintable(email, encoded);
    }

    private static void File(Stream email, Random random, int bytes)
    {
        var content = new byte[bytes];
        random.NextBytes(content);
        Base64(email, content);
    }

    private static void Base64(Stream email, byte[] bytes)
    {
        for (var at = 0; at < bytes.Length; at += LineBytes)
            Write(email, Convert.ToBase64String(bytes, at, Math.Min(LineBytes, bytes.Length - at)) + "\r\n");
    }

    private static void QuotedPrintable(Stream email, byte[] bytes)
    {
        const int longest = 72;
        var column = 0;
        foreach (var b in bytes)
        {
            if (b is (byte)'\r' or (byte)'\n')
            {
                email.WriteByte(b);
                column = 0;
                continue;
            }

            if (column >= longest)
            {
                Write(email, "=\r\n");
                column = 0;
            }

            var isPlain = b is >= 32 and < 127 and not (byte)'=';
            Write(email, isPlain ? ((char)b).ToString() : $"={b:X2}");
            column += isPlain ? 1 : 3;
        }
    }

    private static void Write(Stream email, string text) => email.Write(Encoding.ASCII.GetBytes(text));
}
