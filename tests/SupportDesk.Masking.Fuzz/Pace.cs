using System.Diagnostics;
using System.Text;
using SupportDesk.Fuzzing;

namespace SupportDesk.Masking.Fuzz;

/// <summary>
/// Inputs that are made to be slow, at two lengths: the time per byte must not follow the length. It is reported, not
/// judged: other programs run beside.
/// </summary>
internal static class Pace
{
    private const int Short = 1_000_000;
    private const int Long = 10_000_000;
    private const double Growth = 3;
    private const double Noise = 10; // ns per byte: below, caches and other programs matter more
    private const double Dear = 1000;

    private static readonly string[] Pieces =
    [
        "a",
        "4",
        "41",
        "4 ",
        "4%20",
        "4\u001b[0m",
        "4111111111111111",
        "4111 1111 1111 1111 ",
        "\"",
        "'\"",
        "[",
        "[{(",
        "\"password\":\"",
        "password=",
        "\"password\":\"\\\"",
        "=",
        "====",
        " ",
        "\\",
        "\\\\\"",
        "\u001b[",
        "\u001b[31m",
        "*",
        "**** ",
        "x",
        "XXXX",
        "cvv ",
        "cvv=",
        "код ",
        "пароль ",
        "cookie: ",
        "cookie: a=",
        "authorization: bearer ",
        "\\u0020",
        "&quot;password:",
        "&nbsp;",
        "%22",
        "-----BEGIN ",
        "-----BEGIN PRIVATE KEY-----\n",
        "eyJ",
        "eyJ.",
        "A",
        "QUJD",
        "NDExMTExMTExMTExMTExMQ",
        ":",
        "a:1:",
        "://",
        "//a:b",
        "@",
        "a@",
        "a.b@",
        "s:9:\"",
        "<password>",
        "<",
        "name=\"password\" ",
        "token ",
        "token=",
        "secret",
        "\n",
        "\r\n",
        "=\r\n",
        "+7",
        "1.",
        "1:",
        "::",
        ";4=",
        "%B4^",
        "\0",
        "я",
        "９",
        "[masked:",
        "/",
        "-",
        ".",
    ];

    public static void Report()
    {
        Console.WriteLine($"ns per byte at {Short:N0} and {Long:N0} bytes; load makes them larger");
        var suspicious = 0;
        var options = new MaskingOptions { Personal = PersonalData.All, Encoding = TextEncoding.EightBit };
        foreach (var piece in Pieces)
        {
            Time(piece, Short, options);
            double small = Time(piece, Short, options), large = Time(piece, Long, options);
            var remark = large > Noise && large > Growth * small ? "grows with the length" : large > Dear ? "dear" : "";
            suspicious += remark.Length > 0 ? 1 : 0;
            Console.WriteLine($"  {Check.Escape(Encoding.UTF8.GetBytes(piece)),-32} {small,8:F1} {large,8:F1}  {remark}");
        }

        Console.WriteLine($"{suspicious} of {Pieces.Length} grow or are dear");
    }

    private static double Time(string piece, int length, MaskingOptions options)
    {
        var bytes = Encoding.UTF8.GetBytes(piece);
        var input = new byte[length];
        for (var at = 0; at < length; at += bytes.Length)
            bytes.AsSpan(0, Math.Min(bytes.Length, length - at)).CopyTo(input.AsSpan(at));
        var start = Stopwatch.GetTimestamp();
        Run.Through(new Masker(options), input, _ => 64 * 1024, 64 * 1024);
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / length;
    }
}
