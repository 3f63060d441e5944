using System.Globalization;
using System.Text;

namespace SupportDesk.Benchmarks.Data;

/// <summary>Logs as Russian shops keep them, the same in every run.</summary>
internal static class Samples
{
    private const int Seed = 20260101;
    private const int LinesPerCard = 2000;

    private static readonly string[] Paths =
    [
        "/",
        "/catalog/chay/",
        "/catalog/%D1%87%D0%B0%D0%B9/?sort=price",
        "/product/48213-chaynik-zavarochnyy",
        "/cart/add",
        "/api/v1/orders/",
        "/static/js/app.9f3c1b2e.js",
        "/static/css/main.4b825dc6.css",
        "/robokassa/result",
        "/robokassa/success",
        "/search?q=%D1%82%D0%BC%D0%B8%D0%BD&page=2",
        "/images/2026/03/DSC_0412.jpg",
        "/checkout/pay",
    ];

    private static readonly string[] Agents =
    [
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 YaBrowser/25.2.0.0 Safari/537.36",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_3 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.3 Mobile/15E148 Safari/604.1",
        "Mozilla/5.0 (compatible; YandexBot/3.0; +http://yandex.com/bots)", "Mozilla/5.0 (Linux; Android 14; SM-A155F) AppleWebKit/537.36", "curl/8.5.0",
    ];

    private static readonly string[] Names = ["Вера", "Иван", "Ольга", "Тимур", "Анна"];

    /// <summary>An access log of nginx with a card number every 2,000 lines.</summary>
    public static byte[] AccessLog(int length)
    {
        var random = new Random(Seed);
        return Fill(
            length,
            (line, number) =>
            {
                var second = number / 40;
                line.Append(
                    CultureInfo.InvariantCulture,
                    $"{random.Next(1, 224)}.{random.Next(256)}.{random.Next(256)}.{random.Next(1, 255)} - - "
                        + $"[{1 + second / 86400 % 28:D2}/Mar/2026:{second / 3600 % 24:D2}:{second / 60 % 60:D2}:{second % 60:D2} +0300] \""
                );
                line.Append(random.Next(8) == 0 ? "POST " : "GET ").Append(Paths[random.Next(Paths.Length)]);
                if (random.Next(4) == 0)
                    line.Append(
                        CultureInfo.InvariantCulture,
                        $"?InvId={random.Next(1_000_000)}&OutSum={random.Next(100_000)}.00&SignatureValue={random.NextInt64():X16}{random.NextInt64():X16}"
                    );
                if (number % LinesPerCard == LinesPerCard / 2)
                    line.Append("&card=").Append(Cards.Next(random));
                line.Append(
                    CultureInfo.InvariantCulture,
                    $" HTTP/1.1\" {(random.Next(20) == 0 ? 404 : 200)} {random.Next(200, 90_000)} "
                        + $"\"https://shop.example{Paths[random.Next(Paths.Length)]}\" "
                        + $"\"{Agents[random.Next(Agents.Length)]}\" rt=0.{random.Next(1000):D3}\n"
                );
            }
        );
    }

    /// <summary>Lines of JSON with secrets in every one.</summary>
    public static byte[] JsonLines(int length)
    {
        var random = new Random(Seed);
        return Fill(
            length,
            (line, number) =>
                line.Append(
                    CultureInfo.InvariantCulture,
                    $"{{\"time\":\"2026-03-{1 + number % 28:D2}T12:{number % 60:D2}:07.{random.Next(1000):D3}Z\",\"level\":\"info\","
                        + $"\"customer\":\"{Names[number % Names.Length]}\",\"order\":{random.Next(1_000_000)},"
                        + $"\"card\":\"{Cards.Next(random)}\",\"cvv\":\"{random.Next(1000):D3}\",\"sum\":\"{random.Next(100_000)}.00\","
                        + $"\"Password1\":\"q{random.NextInt64():x}\","
                        + $"\"headers\":{{\"Authorization\":\"Bearer {random.NextInt64():x}{random.NextInt64():x}\","
                        + $"\"Cookie\":\"sid={random.NextInt64():x}; lang=ru\",\"Host\":\"shop.example\"}},"
                        + $"\"api_key\":\"{random.NextInt64():x}{random.NextInt64():x}\","
                        + $"\"text\":\"Оплата не прошла, номер {Cards.Next(random)}\"}}\n"
                )
        );
    }

    private static byte[] Fill(int length, Action<StringBuilder, int> write)
    {
        var bytes = new byte[length];
        var line = new StringBuilder();
        var at = 0;
        for (var number = 0; at < length; number++)
        {
            line.Clear();
            write(line, number);
            var encoded = Encoding.UTF8.GetBytes(line.ToString());
            if (encoded.Length > length - at)
            {
                bytes.AsSpan(at).Fill((byte)'\n');
                break;
            }

            encoded.CopyTo(bytes, at);
            at += encoded.Length;
        }

        return bytes;
    }
}
