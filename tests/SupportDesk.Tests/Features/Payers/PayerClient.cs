using System.Text;
using System.Text.RegularExpressions;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Features.Payers;

/// <summary>A payer's browser without script: fills in the forms and sends them as browsers do.</summary>
internal static partial class PayerClient
{
    public static readonly IReadOnlyDictionary<string, string> Good = new Dictionary<string, string>
    {
        ["what"] = "charged-twice",
        ["story"] = "Заплатила один раз, списали дважды.",
        ["day"] = "20",
        ["month"] = "11",
        ["year"] = "2026",
        ["time"] = "12:58",
        ["amount"] = "1 250,50",
        ["method"] = "card",
        ["last4"] = "1111",
        ["order"] = "А-204",
        ["email"] = "anna@mail.ru",
        ["name"] = "Анна",
        ["website"] = "",
    };

    public static MultipartFormDataContent Form(
        this DeskFixture desk, (string Name, string Value)[]? changes = null, byte[]? file = null, string fileName = "чек.txt")
    {
        var fields = Good.ToDictionary();
        fields["shop"] = desk.Shop.Id.ToString();
        foreach (var (name, value) in changes ?? [])
            fields[name] = value;
        return Form(fields, file, fileName);
    }

    public static MultipartFormDataContent Form(IEnumerable<KeyValuePair<string, string>> fields, byte[]? file = null, string fileName = "чек.txt")
    {
        var form = new MultipartFormDataContent("----browser" + Guid.NewGuid().ToString("N")) { HeaderEncodingSelector = (_, _) => Encoding.UTF8 };
        foreach (var (name, value) in fields)
            form.Add(new StringContent(value, Encoding.UTF8), $"\"{name}\"");
        var content = new ByteArrayContent(file ?? []);
        content.Headers.ContentType = new("application/octet-stream");
        // Browsers send the part even when nothing was chosen, with an empty name.
        content.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name=\"file\"; filename=\"{(file is null ? "" : fileName)}\"");
        form.Add(content);
        return form;
    }

    /// <summary>Opens a ticket and returns the path of its private page.</summary>
    public static async Task<string> OpenCaseAsync(this DeskFixture desk, HttpClient client, params (string, string)[] changes)
    {
        var answer = await client.PostAsync("/case/new", desk.Form(changes));
        Assert.True((int)answer.StatusCode == 303, await answer.Content.ReadAsStringAsync());
        return answer.Headers.Location!.OriginalString.Split('?')[0];
    }

    public static string ValueOf(string html, string input) =>
        Regex.Match(html, $"name=\"{input}\"[^>]*? value=\"([^\"]*)\"").Groups[1].Value;

    public static IEnumerable<string> LinksIn(string text) => CaseProgress().Matches(text).Select(match => match.Value).Distinct();

    [GeneratedRegex("/case/[a-z0-9]{52}")]
    private static partial Regex CaseProgress();
}
