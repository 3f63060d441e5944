using Microsoft.AspNetCore.Components;
using MudBlazor;
using SupportDesk.Kernel;
using SupportDesk.Robokassa;
using SupportDesk.Ui.Controls;

namespace SupportDesk.Features.Settings.Shops;

public sealed partial class ShopPage
{
    private static readonly string?[] NoPasswords = [null, null, null, null];

    private readonly Typed model = new();
    private ReadShops.Row? shop;
    private ReadShopUse.Use? use;
    private IReadOnlyList<Problem> problems = [];
    private bool isBusy;

    [Parameter] public Guid Id { get; set; }

    [Inject] public required ReadShops Shops { get; init; }

    [Inject] public required ShopActs Acts { get; init; }

    [Inject] public required CurrentActor Current { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    [Inject] public required ISnackbar Snackbar { get; init; }

    private bool IsOtherLogin => model.Login?.Trim() != shop?.MerchantLogin;

    private string? General => problems.FirstOrDefault(problem => problem.Field is null) is { } problem ? T[problem.Code, problem.Args!].Value : null;

    internal static string HrefOf(Guid id) => $"{ShopsPage.Path}/{id}";

    protected override async Task OnParametersSetAsync()
    {
        if (shop?.Id == Id)
            return;
        await LoadAsync();
        if (shop is null)
            Navigation.NotFound();
    }

    // As the provider's cabinet writes it.
    private static string NameOf(SignatureAlgorithm algorithm) => algorithm.ToString().ToUpperInvariant();

    private string Often(int hours) => T[$"ShopProbeHours_{hours}"];

    private string? ErrorOf(string field) =>
        problems.FirstOrDefault(problem => problem.Field == field) is { } problem ? T[problem.Code, problem.Args!].Value : null;

    private async Task LoadAsync()
    {
        var actor = await Current.GetAsync();
        shop = (await Shops.RunAsync(actor, CancellationToken.None)).FirstOrDefault(row => row.Id == Id);
        if (shop is null)
            return;
        use = await Acts.Use.RunAsync(Id, actor, CancellationToken.None) is { Ok: true } read ? read.Value : null;
        model.Read(shop);
    }

    // What somebody else has changed comes into the form; what was typed here stays.
    private async Task RefreshAsync()
    {
        if ((await Shops.RunAsync(await Current.GetAsync(), CancellationToken.None)).FirstOrDefault(row => row.Id == Id) is not { } now)
            return;
        model.Follow(shop!, now);
        shop = now;
    }

    private Task SaveAsync() => DoAsync(async actor => (await Acts.Save.RunAsync(
        new(Id, model.Algorithm.ToString(), NoPasswords, [false, false, false, false], model.ResultUrl, model.ByGet, model.Hosts, model.Forwards)
        {
            Name = model.Name ?? "",
            MerchantLogin = model.Login ?? "",
            ConfirmsLogin = model.ConfirmsLogin,
            Reconciles = model.Reconciles,
            OpensTickets = model.OpensTickets,
            ProbeHours = model.ProbeHours,
            Was = shop,
        }, actor, CancellationToken.None)).Problems, "Saved");

    private async Task SwitchAsync()
    {
        var archives = shop!.ArchivedAt is null;
        if (archives && !await Acts.Dialogs.ConfirmAsync(T["ShopArchiveAsk", shop.Name], T["ShopArchiveText"], T["ShopArchive"], T["Cancel"]))
            return;
        await DoAsync(
            async actor => (await Acts.Archive.RunAsync(Id, archives, actor, CancellationToken.None)).Problems, archives ? "ShopArchivedDone" : "ShopRestored");
    }

    private async Task DoAsync(Func<Actor, Task<IReadOnlyList<Problem>>> act, string done)
    {
        if (isBusy)
            return;
        isBusy = true;
        try
        {
            problems = await act(await Current.GetAsync());
            if (problems.Any(problem => problem.Code == MergeShop.Changed))
                await RefreshAsync();
            if (problems.Count > 0)
                return;
            Snackbar.Add(T[done], Severity.Success);
            await LoadAsync();
        }
        finally
        {
            isBusy = false;
        }
    }

    private sealed class Typed
    {
        public string? Name { get; set; }

        public string? Login { get; set; }

        public bool ConfirmsLogin { get; set; }

        public SignatureAlgorithm Algorithm { get; set; }

        public string? ResultUrl { get; set; }

        public string? Hosts { get; set; }

        public bool ByGet { get; set; }

        public bool Forwards { get; set; }

        public bool Reconciles { get; set; }

        public bool OpensTickets { get; set; }

        public int ProbeHours { get; set; }

        public void Follow(ReadShops.Row was, ReadShops.Row now)
        {
            var (before, next) = (new Typed(), new Typed());
            before.Read(was);
            next.Read(now);
            (Name, Login) = (Of(Name, before.Name, next.Name), Of(Login, before.Login, next.Login));
            (Algorithm, ResultUrl) = (Of(Algorithm, before.Algorithm, next.Algorithm), Of(ResultUrl, before.ResultUrl, next.ResultUrl));
            (Hosts, ByGet) = (Of(Hosts, before.Hosts, next.Hosts), Of(ByGet, before.ByGet, next.ByGet));
            (Forwards, Reconciles) = (Of(Forwards, before.Forwards, next.Forwards), Of(Reconciles, before.Reconciles, next.Reconciles));
            (OpensTickets, ProbeHours) = (Of(OpensTickets, before.OpensTickets, next.OpensTickets), Of(ProbeHours, before.ProbeHours, next.ProbeHours));

            static T Of<T>(T typed, T before, T next) => EqualityComparer<T>.Default.Equals(typed, before) ? next : typed;
        }

        public void Read(ReadShops.Row shop)
        {
            (Name, Login, ConfirmsLogin, ResultUrl) = (shop.Name, shop.MerchantLogin, false, shop.ResultUrl);
            Algorithm = SignatureHash.TryParse(shop.Algorithm, out var known) ? known : SignatureAlgorithm.Md5;
            (Hosts, ByGet, Forwards) = (string.Join(' ', shop.Hosts), shop.ByGet, shop.Forwards);
            (Reconciles, OpensTickets, ProbeHours) = (shop.Reconciles, shop.OpensTickets, shop.ProbeHours);
        }
    }
}
