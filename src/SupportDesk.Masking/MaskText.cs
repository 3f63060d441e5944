using System.Buffers;
using System.Runtime.InteropServices;

namespace SupportDesk.Masking;

/// <summary>Masks short texts that are in memory anyway: form fields, subjects, bodies of e-mails.</summary>
public static class MaskText
{
    private const int KeptWindow = 16 * 1024;

    [ThreadStatic]
    private static Masker? _idle;

    /// <summary>Returns the text with its secrets hidden; the same instance when there are none.</summary>
    public static string Mask(string text) => Mask(text, null, out _);

    /// <inheritdoc cref="Mask(string, MaskingOptions?, out MaskReport)"/>
    public static string Mask(string text, out MaskReport report) => Mask(text, null, out report);

    /// <summary>
    /// Returns the text with its secrets hidden; the same instance when there are none. Offsets and lengths of the
    /// report, and of releases, count characters, so they can be used with the text as it was.
    /// </summary>
    public static string Mask(string text, MaskingOptions? options, out MaskReport report)
    {
        ArgumentNullException.ThrowIfNull(text);
        var masker = Take(options, text.Length);
        try
        {
            report = masker.Report;
            var source = MemoryMarshal.AsBytes(text.AsSpan());
            var masked = new ArrayBufferWriter<byte>(Math.Max(256, source.Length));
            OperationStatus status;
            do
            {
                status = masker.Mask(source, masked.GetSpan(256), out var consumed, out var written, isFinalBlock: true);
                source = source[consumed..];
                masked.Advance(written);
            }
            while (status != OperationStatus.Done);
            return report.Total == 0 ? text : new string(MemoryMarshal.Cast<byte, char>(masked.WrittenSpan));
        }
        finally
        {
            masker.Reset();
            if (options is null)
                _idle = masker;
        }
    }

    // Making a masker costs more than masking a subject; the one that waits holds nothing but zeros.
    private static Masker Take(MaskingOptions? options, int length)
    {
        if (options is null && _idle is { } idle)
        {
            _idle = null;
            return idle;
        }

        var format = BitConverter.IsLittleEndian ? TextEncoding.Utf16LittleEndian : TextEncoding.Utf16BigEndian;
        var window = options is null ? KeptWindow : Math.Clamp(2 * length, 2 * Masker.SmallestWindow, Masker.StreamWindow);
        return new Masker(options ?? new MaskingOptions(), window, format, countCharacters: true);
    }
}
