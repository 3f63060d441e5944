using System.Diagnostics;
using System.Text;
using SupportDesk.Features.Email.Reading;
using SupportDesk.Fuzzing;

namespace SupportDesk.Email.Fuzz;

/// <summary>
/// E-mails that are made to be slow, at two lengths: the time per byte must not follow the length. It is reported, not judged: other
/// programs run beside.
/// </summary>
internal static class Pace
{
    private const int Short = 500_000;
    private const int Long = 8_000_000;
    private const double Growth = 3;
    private const double Noise = 20; // ns per byte: below, caches and other programs matter more

    private static readonly string[] Heads =
    [
        "",
        "\r\n",
        "Subject: ",
        "From: ",
        "To: x, ",
        "References: ",
        "Date: ",
        "Content-Type: text/plain; ",
        "Content-Disposition: attachment; ",
        "Content-Type: multipart/mixed; boundary=b\r\n\r\n",
        "Content-Type: multipart/mixed\r\n\r\n",
        "Content-Type: text/plain; format=flowed\r\n\r\n",
        "Content-Transfer-Encoding: base64\r\n\r\n",
        "Content-Transfer-Encoding: quoted-printable\r\n\r\n",
        "Content-Transfer-Encoding: x-uuencode\r\n\r\nbegin 644 a\r\n",
        "Content-Type: message/delivery-status\r\n\r\n",
    ];

    private static readonly string[] Pieces =
    [
        "a",
        "\n",
        "\r\n",
        "\r",
        "--",
        "\r\n--",
        "--b\r\n",
        "--b\r\n\r\n",
        "--b--\r\n",
        "\n--b",
        "=?",
        "=?a?Q?",
        "=?utf-8?B?0J8=?= ",
        "<",
        ">",
        "<a@b>",
        "(",
        "(a",
        "\"",
        "\\",
        ",",
        ";",
        ":",
        "a:b;",
        "a@b,",
        "=",
        "=D0",
        "= ",
        "filename*0*=",
        "a*1=b;",
        "%D0",
        "\r\n ",
        "\r\n\t",
        "X: y\r\n",
        "x\r\n",
        "begin 644 a\r\n",
        "begin 644 a\r\n#86)C\r\n",
        "> ",
        "> \r\n",
        "я",
        "\0",
        "=\r\n",
        "A=",
        "QUJD\r\n",
        "X",
        " ",
    ];

    public static void Report()
    {
        Console.WriteLine($"ns per byte at {Short:N0} and {Long:N0} bytes; load makes them larger");
        var suspicious = 0;
        foreach (var head in Heads)
            foreach (var piece in Pieces)
            {
                double small = Time(head, piece, Short), large = Time(head, piece, Long);
                if (large < Noise || large < Growth * small)
                    continue;
                suspicious++;
                Console.WriteLine($"  {Check.Escape(Encoding.UTF8.GetBytes(head + piece)),-70} {small,8:F1} {large,8:F1}");
            }

        Console.WriteLine($"{suspicious} of {Heads.Length * Pieces.Length} grow with the length");
    }

    private static double Time(string head, string piece, int length)
    {
        var bytes = Encoding.UTF8.GetBytes(piece);
        var email = new byte[length];
        var at = Encoding.UTF8.GetBytes(head, email);
        for (; at < length; at += bytes.Length)
            bytes.AsSpan(0, Math.Min(bytes.Length, length - at)).CopyTo(email.AsSpan(at));
        var start = Stopwatch.GetTimestamp();
        EmailSummary.Of(Reads.Read(email));
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / length;
    }
}
