using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using SupportDesk.Data.Entities;
using SupportDesk.Features.NewCase.Checklists;
using SupportDesk.Kernel.Formatting;

namespace SupportDesk.Features.NewCase.Drafts;

/// <summary>What has been answered so far: item key to text as it was typed.</summary>
public sealed class CaseAnswers
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };
    private readonly Dictionary<string, string> texts;

    public CaseAnswers() : this([]) { }

    private CaseAnswers(Dictionary<string, string> texts) => this.texts = texts;

    public string this[string key]
    {
        get => texts.GetValueOrDefault(key, "");
        set
        {
            if (string.IsNullOrWhiteSpace(value))
                texts.Remove(key);
            else
                texts[key] = value;
        }
    }

    public IReadOnlyDictionary<string, string> All => texts;

    public static CaseAnswers FromJson(string json) => new(JsonSerializer.Deserialize<Dictionary<string, string>>(json) ?? []);

    public string ToJson() => JsonSerializer.Serialize(texts, Json);

    public CaseAnswers Copy() => new(new Dictionary<string, string>(texts));

    public string Of(CaseType caseType, ItemKind kind) => caseType.Find(kind) is { } item ? this[item.Key] : "";

    public string? Invoice(CaseType caseType) =>
        InvoiceId.TryParse(Of(caseType, ItemKind.Invoice), out var invoice) ? invoice : null;

    public decimal? Amount(CaseType caseType) =>
        Kernel.Formatting.Amount.TryParse(Of(caseType, ItemKind.Amount), out var amount, out _) ? amount : null;

    public PaymentMethod Method(CaseType caseType) => Word(caseType, ItemKind.Method, PaymentMethod.Unknown);

    public Scope Scope(CaseType caseType) => Word(caseType, ItemKind.Scope, Data.Entities.Scope.One);

    public Impact Impact(CaseType caseType) => Word(caseType, ItemKind.Impact, caseType.Impact);

    private T Word<T>(CaseType caseType, ItemKind kind, T otherwise) where T : struct, Enum =>
        Enum.TryParse<T>(Of(caseType, kind), out var value) && Enum.IsDefined(value) ? value : otherwise;
}
