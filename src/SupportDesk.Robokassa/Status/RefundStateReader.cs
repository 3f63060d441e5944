using System.Globalization;
using System.Text.Json;

namespace SupportDesk.Robokassa.Status;

/// <summary>
/// Reads answers of Refund/GetState. Parts that are missing or of another type are left out; an answer that is too long,
/// deeper than it needs to be, names a part twice, or has neither a state nor a message is "not understood" and never a state.
/// </summary>
public static class RefundStateReader
{
    /// <summary>The longest answer that is looked at, in bytes.</summary>
    public const int MaxLength = 16 * 1024;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 8, AllowDuplicateProperties = false };

    /// <summary>Reads an answer.</summary>
    /// <param name="answer">The body as it came, in UTF-8.</param>
    /// <param name="state">What it says; null if it was not understood.</param>
    /// <param name="problem">Why it was not understood, in one line; null if it was.</param>
    public static bool TryRead(ReadOnlyMemory<byte> answer, out RefundState? state, out string? problem)
    {
        (state, problem) = (null, null);
        if (answer.Length > MaxLength)
        {
            problem = $"The answer is longer than {MaxLength} bytes.";
            return false;
        }

        try
        {
            using var document = JsonDocument.Parse(answer.Span.StartsWith("\uFEFF"u8) ? answer[3..] : answer, Options);
            var read = document.RootElement.ValueKind == JsonValueKind.Object ? Read(document.RootElement) : new RefundState();
            if (read.Label is null && read.Message is null)
            {
                problem = "The answer has neither a label nor a message.";
                return false;
            }

            state = read;
            return true;
        }
        catch (JsonException error)
        {
            problem = $"The answer is no JSON: {error.Message}";
            return false;
        }
        catch (InvalidOperationException)
        {
            // So the parser tells of a string that is no text: broken UTF-8, half of a surrogate pair.
            problem = "The answer is no JSON: a string in it is no text.";
            return false;
        }
    }

    private static RefundState Read(JsonElement root) => new()
    {
        RequestId = Text(root, "requestId"),
        Amount = Amount(root),
        Label = Text(root, "label"),
        Message = Text(root, "message"),
    };

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var part) && part.ValueKind == JsonValueKind.String && part.GetString()!.Trim() is { Length: > 0 } text ? text : null;

    // A number by the documentation; the same number as a string is read too.
    private static decimal? Amount(JsonElement root) =>
        root.TryGetProperty("amount", out var part)
        && part.ValueKind is JsonValueKind.Number or JsonValueKind.String
        && decimal.TryParse(part.ToString(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
            ? amount
            : null;
}
