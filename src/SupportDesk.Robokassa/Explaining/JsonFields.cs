using System.Text;
using System.Text.Json;

namespace SupportDesk.Robokassa.Explaining;

/// <summary>Reads fields out of JSON: of an object, of a list of names and values, and of either within other JSON.</summary>
internal static class JsonFields
{
    // A text of brackets alone would take minutes.
    private const int MostTries = 1_000;
    private static readonly JsonReaderOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>The fields of a text that is JSON as a whole.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Of(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return Parse(bytes, out var length) is { } fields && bytes.AsSpan(length).Trim(" \r\n\t"u8).IsEmpty ? fields : [];
    }

    /// <summary>The fields of every object and list that stands between words.</summary>
    public static IEnumerable<IReadOnlyList<KeyValuePair<string, string>>> Within(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var tries = 0;
        for (var at = 0; at < bytes.Length && tries < MostTries; at++)
        {
            if (bytes[at] is not ((byte)'{' or (byte)'['))
                continue;
            tries++;
            if (Parse(bytes.AsSpan(at), out var length) is not { } fields)
                continue;
            yield return fields;
            at += length - 1;
        }
    }

    private static IReadOnlyList<KeyValuePair<string, string>>? Parse(ReadOnlySpan<byte> bytes, out int length)
    {
        length = 0;
        try
        {
            var reader = new Utf8JsonReader(bytes, Lenient);
            if (!JsonDocument.TryParseValue(ref reader, out var json))
                return null;
            using (json)
            {
                length = (int)reader.BytesConsumed;
                return OfElement(json.RootElement);
            }
        }
        catch (JsonException)
        {
            return null;
        }
        // Half of a surrogate pair.
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static IReadOnlyList<KeyValuePair<string, string>> OfElement(JsonElement element)
    {
        IReadOnlyList<KeyValuePair<string, string>> own =
            element.ValueKind == JsonValueKind.Object ? [.. element.EnumerateObject().Select(field => KeyValuePair.Create(field.Name, TextOf(field.Value)))]
            : element.ValueKind == JsonValueKind.Array ? [.. element.EnumerateArray().Select(NamedValue).OfType<KeyValuePair<string, string>>()]
            : [];
        return SignedText.IsSigned(own) ? own : Inner(element).FirstOrDefault(SignedText.IsSigned) ?? own;
    }

    private static IEnumerable<IReadOnlyList<KeyValuePair<string, string>>> Inner(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().Select(field => OfElement(field.Value)),
        JsonValueKind.Array => element.EnumerateArray().Select(OfElement),
        JsonValueKind.String when element.GetString() is { } text && text.Contains('=') | text.Contains('{') => [SignedText.Read(text).Fields],
        _ => [],
    };

    // Postman says key, HAR says name; a pair is a list of two.
    private static KeyValuePair<string, string>? NamedValue(JsonElement one)
    {
        if (one.ValueKind == JsonValueKind.Array && one.GetArrayLength() == 2 && one[0].ValueKind == JsonValueKind.String)
            return KeyValuePair.Create(one[0].GetString()!, TextOf(one[1]));
        if (one.ValueKind != JsonValueKind.Object || !one.TryGetProperty("value", out var value))
            return null;
        var isNamed = one.TryGetProperty("key", out var name) || one.TryGetProperty("name", out name);
        return isNamed && name.ValueKind == JsonValueKind.String ? KeyValuePair.Create(name.GetString()!, TextOf(value)) : null;
    }

    private static string TextOf(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
}
