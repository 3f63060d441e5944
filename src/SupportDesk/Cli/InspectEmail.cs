using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using SupportDesk.Features.Email.Inbox;
using SupportDesk.Features.Email.Matching;
using SupportDesk.Features.Email.Reading;

namespace SupportDesk.Cli;

/// <summary>Reads an e-mail as the inbox does and prints all that came out.</summary>
internal static class InspectEmail
{
    private const string StandardInput = "-";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    public static async Task<int> RunAsync(string file, bool asJson, CancellationToken ct)
    {
        byte[] bytes;
        try
        {
            bytes = await ReadAsync(file, ct);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            await Console.Error.WriteLineAsync("mail inspect: " + Explain(file, error));
            return Commands.BadInput;
        }

        var (email, isAutomatic) = await InspectAsync(new MemoryStream(bytes), ct);
        await using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };
        await output.WriteLineAsync(asJson ? ToJson(email, isAutomatic) : EmailReport.Render(email, isAutomatic));
        return 0;
    }

    public static async Task<(EmailSummary Email, bool IsAutomatic)> InspectAsync(Stream email, CancellationToken ct)
    {
        var reading = await EmailReader.ReadAsync(email, EmailLimits.Default, ct);
        return (EmailSummary.Of(reading), AutomaticMail.Is(EmailContentReader.Facts(reading)));
    }

    public static string ToJson(EmailSummary email, bool isAutomatic)
    {
        var fields = JsonSerializer.SerializeToNode(email, Json)!.AsObject();
        fields.Insert(fields.IndexOf("deliveryStatus"), "isAutomatic", JsonValue.Create(isAutomatic));
        return fields.ToJsonString(Json);
    }

    public static string Code(EmailProblem problem) => JsonNamingPolicy.KebabCaseLower.ConvertName(problem.ToString());

    private static async Task<byte[]> ReadAsync(string file, CancellationToken ct)
    {
        if (Directory.Exists(file))
            throw new IOException("it is a folder. Name a file in it.");
        if (file != StandardInput)
            return await File.ReadAllBytesAsync(file, ct);
        using var copy = new MemoryStream();
        await Console.OpenStandardInput().CopyToAsync(copy, ct);
        return copy.ToArray();
    }

    private static string Explain(string file, Exception error)
    {
        var name = file == StandardInput ? "Standard input" : file;
        return error is FileNotFoundException or DirectoryNotFoundException
            ? $"{name} does not exist. Name a file, or - for standard input."
            : string.Create(CultureInfo.InvariantCulture, $"{name} cannot be read: {error.Message}");
    }
}
