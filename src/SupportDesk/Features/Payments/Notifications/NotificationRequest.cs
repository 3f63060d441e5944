using System.Net;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace SupportDesk.Features.Payments.Notifications;

/// <summary>What came to the address for notifications.</summary>
/// <param name="Fields">Decoded once, in their order: those of the address first, then those of the form.</param>
/// <param name="Encoding">In which they came. The provider signs bytes: a text read in another encoding would have another signature.</param>
/// <param name="Network">Whose request it is.</param>
internal sealed record NotificationRequest(IReadOnlyList<KeyValuePair<string, string>> Fields, Encoding Encoding, string Network)
{
    public const int MaxFields = 200;

    private static readonly Encoding StrictUtf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly Encoding Windows1251 = CodePagesEncodingProvider.Instance.GetEncoding(1251)!;

    /// <summary>Reads the query and the form.</summary>
    /// <param name="query">As it stands in the address.</param>
    /// <param name="form">The body, one character for each of its bytes.</param>
    /// <param name="network">Whose request it is.</param>
    /// <returns>Null if there are too many fields.</returns>
    public static NotificationRequest? Read(string? query, string form, string network)
    {
        List<(byte[] Name, byte[] Value)> raw = [];
        foreach (var text in new[] { query ?? "", form })
        {
            foreach (var pair in new QueryStringEnumerable(text))
            {
                if (raw.Count == MaxFields)
                    return null;
                raw.Add((Bytes(pair.EncodedName.Span), Bytes(pair.EncodedValue.Span)));
            }
        }

        return In(StrictUtf8, raw, network) ?? In(Windows1251, raw, network);
    }

    private static NotificationRequest? In(Encoding encoding, List<(byte[] Name, byte[] Value)> raw, string network)
    {
        try
        {
            return new([.. raw.Select(pair => KeyValuePair.Create(encoding.GetString(pair.Name), encoding.GetString(pair.Value)))], encoding, network);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static byte[] Bytes(ReadOnlySpan<char> encoded)
    {
        var bytes = new byte[encoded.Length];
        Encoding.Latin1.GetBytes(encoded, bytes);
        return WebUtility.UrlDecodeToBytes(bytes, 0, bytes.Length)!;
    }
}
