using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using SupportDesk.Kernel;
using SupportDesk.Kernel.Http;

namespace SupportDesk.Features.Payers;

public sealed partial class PayerFormPage
{
    private FormState state = null!;
    private IReadOnlyList<ListPayerShops.Row> shops = [];

    [CascadingParameter] public required HttpContext Http { get; set; }

    [Inject] public required IOptions<DeskOptions> Desk { get; init; }

    [Inject] public required DeskTime Time { get; init; }

    [Inject] internal ListPayerShops Shops { get; init; } = null!;

    private PayerAnswers A => state.Answers;

    private IEnumerable<(string Key, string Text)> Happenings => PayerAnswers.Happenings.Select(key => (key, T["What_" + key].Value));

    private IEnumerable<(string Key, string Text)> Methods => PayerAnswers.Methods.Select(key => (key, T["Method_" + key].Value));

    private IEnumerable<(string? Field, string Text)> Rows => state.Problems.Select(p => (p.Field, T[p.Code, p.Args!].Value));

    protected override async Task OnInitializedAsync()
    {
        NoStoreHeaders.DoNotStore(Http.Response);
        state = Http.Features.Get<FormState>()
            ?? new(new PayerAnswers { Year = Time.Now.Year.ToString(System.Globalization.CultureInfo.InvariantCulture) }, [], null, 0, Ids.Code(26));
        shops = await Shops.RunAsync(Http.RequestAborted);
    }

    private string? ErrorOf(string field) =>
        state.Problems.FirstOrDefault(p => p.Field == field) is { } problem ? T[problem.Code, problem.Args!].Value : null;
}
