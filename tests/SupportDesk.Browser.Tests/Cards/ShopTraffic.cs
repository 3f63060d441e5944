using System.Globalization;

namespace SupportDesk.Browser.Tests.Cards;

/// <summary>Lines of a Russian shop's nginx: people at goods, the payment provider at ResultURL, robots.</summary>
internal sealed class ShopTraffic(Random random)
{
    private static readonly string[] Pages =
    [
        "/", "/catalog/%D1%87%D0%B0%D0%B9/%D1%83%D0%BB%D1%83%D0%BD-350", "/catalog/pryanosti?page=3", "/cart", "/cart/add?sku=4607001771562&n=2",
        "/checkout", "/search?q=%D0%BA%D0%BE%D1%80%D0%B8%D1%86%D0%B0+%D0%BC%D0%BE%D0%BB%D0%BE%D1%82%D0%B0%D1%8F", "/img/tmin-1200x800.webp",
        "/delivery?index=190000&track=80085290613487", "/static/app.3f9c1d27.js", "/orders/20417", "/account/orders?from=2026-11-01",
    ];

    private static readonly string[] Browsers =
    [
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 YaBrowser/25.10.0.0 Safari/537.36",
        "Mozilla/5.0 (Linux; Android 14; 23053RN02Y) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.7390.122 Mobile Safari/537.36",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6_2 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1",
        "Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0",
        "Mozilla/5.0 (compatible; YandexBot/3.0; +http://yandex.com/bots)",
    ];

    private static readonly DateTime Start = new(2026, 11, 21, 0, 0, 0, DateTimeKind.Unspecified);
    private double seconds;

    /// <summary>The order whose notifications the shop's server answered with a redirect.</summary>
    public const string Invoice = "12345";

    public string Next()
    {
        seconds += random.NextDouble() * 0.6;
        if (random.Next(400) == 0)
            return Notification();
        var page = Pages[random.Next(Pages.Length)];
        return Line(Address(), "GET " + page, random.Next(20) == 0 ? 304 : 200, "https://tmin.example.ru/catalog", Browsers[random.Next(Browsers.Length)]);
    }

    /// <summary>A line in which a whole card number was left: what stands before it, between its groups, and what follows.</summary>
    public (string Before, string Separator, string After) Careless(int way)
    {
        var get = $"{Address()} - - [{Now("dd/MMM/yyyy:HH:mm:ss")} +0300] \"GET /pay?order={random.Next(20000, 99999)}&card=";
        var end = $"&amount=1490.00 HTTP/1.1\" 200 {random.Next(900, 9000)} \"-\" \"{Browsers[random.Next(Browsers.Length)]}\"";
        var json = $$"""{"time":"{{Now("yyyy-MM-ddTHH:mm:ss")}}+03:00","level":"warn","order":{{random.Next(20000, 99999)}},""";
        var error = $"{Now("yyyy/MM/dd HH:mm:ss")} [error] 1187#1187: *{random.Next(20000, 99999)} ";
        return (way % 12) switch
        {
            0 => (get, "", end),
            1 => (get, "+", end),
            2 => (get, "%20", end),
            3 => (get, "-", end),
            4 => (json + "\"pan\":\"", "", "\",\"result\":\"declined\"}"),
            5 => (json + "\"pan\":\"", " ", "\",\"result\":\"declined\"}"),
            6 => (json + "\"pan\":", "", ",\"result\":\"declined\"}"),
            7 => (error + "FastCGI sent in stderr: \"оплата картой ", " ", " отклонена банком\""),
            8 => (error + "upstream said: card=", "\u00a0", "; code=51"),
            9 => (error + "<request><pan>", "", "</pan><currency>RUB</currency></request>"),
            10 => (error + "номер карты: ", "-", ", заказ " + random.Next(20000, 99999)),
            _ => (error + "покупатель прислал в чат: ", "", ", списали дважды"),
        };
    }

    private string Notification() =>
        Line(
            "185.59.216.65",
            $"POST /robokassa/result?OutSum={random.Next(100, 9000)}.00"
                + $"&InvId={(random.Next(12) == 0 ? Invoice : $"{random.Next(20000, 99999)}")}"
                + $"&SignatureValue={Hex(16)}",
            302,
            "-",
            "Robokassa"
        );

    private string Line(string address, string request, int status, string from, string browser) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{address} - - [{Now("dd/MMM/yyyy:HH:mm:ss")} +0300] \"{request} HTTP/1.1\" {status} "
                + $"{random.Next(200, 90000)} \"{from}\" \"{browser}\" {random.NextDouble() * 2:0.000} {Hex(16)}"
        );

    private string Now(string format) => Start.AddSeconds(seconds).ToString(format, CultureInfo.InvariantCulture);

    private string Address() => string.Create(
        CultureInfo.InvariantCulture, $"{random.Next(77, 96)}.{random.Next(1, 255)}.{random.Next(1, 255)}.{random.Next(1, 255)}");

    private string Hex(int bytes)
    {
        var buffer = new byte[bytes];
        random.NextBytes(buffer);
        return Convert.ToHexStringLower(buffer);
    }
}
