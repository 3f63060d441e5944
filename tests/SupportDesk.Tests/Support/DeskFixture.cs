using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Email.Inbox;
using SupportDesk.Features.Outbox;
using SupportDesk.Features.Tickets;
using SupportDesk.Kernel;
using SupportDesk.Shell;

namespace SupportDesk.Tests.Support;

/// <summary>
/// A whole desk on a fresh SQLite file in its own folder, without the web server: the services as the program registers
/// them, with a clock that tests move. Use cases run in a scope each, as in the program.
/// </summary>
internal sealed class DeskFixture : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly string folder;

    private DeskFixture(WebApplication app, string folder, TestClock clock) => (this.app, this.folder, Clock) = (app, folder, clock);

    public TestClock Clock { get; }

    public string Folder => folder;

    public IServiceProvider Services => app.Services;

    public Shop Shop { get; private set; } = null!;

    public Shop OtherShop { get; private set; } = null!;

    public Actor Merchant { get; private set; } = null!;

    public Actor Stranger { get; private set; } = null!;

    public Actor Agent { get; private set; } = null!;

    public Actor Admin { get; private set; } = null!;

    public static async Task<DeskFixture> StartAsync(
        Action<IServiceCollection>? services = null, params (string Key, string Value)[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("desk-").FullName;
        var clock = new TestClock();
        var builder = DeskHost.CreateBuilder(
        [
            $"--Data:Directory={Path.Combine(folder, "data")}",
            $"--Mail:Folder:Incoming={Path.Combine(folder, "mail", "in")}",
            $"--Mail:Folder:Outgoing={Path.Combine(folder, "mail", "out")}",
            // No test asks the name servers of its machine.
            "--Mail:Authentication:Dns=Off",
            "--Urls=http://127.0.0.1:0",
            // No job and no worker runs on its own: a test calls the use case behind it, so that nothing changes under its eyes.
            "--Jobs:Enabled=false",
            .. settings.Select(setting => $"--{setting.Key}={setting.Value}"),
        ]);
        builder.Logging.ClearProviders();
        builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock));
        foreach (
            var workers in builder
                .Services.Where(service => service.ServiceType == typeof(IHostedService) && service.ImplementationType == typeof(MailboxWorkers))
                .ToList()
        )
            builder.Services.Remove(workers);
        builder.Services.ConfigureDbContext<DeskDbContext>(options => options.AddInterceptors(NoWaitForTheDisk.Instance));
        services?.Invoke(builder.Services);
        await TemplateDatabase.CopyToAsync(Path.Combine(folder, "data", "desk.db"));
        var desk = new DeskFixture(DeskHost.Build(builder), folder, clock);
        await DeskHost.PrepareAsync(desk.Services, CancellationToken.None);
        await desk.AddPeopleAsync();
        return desk;
    }

    /// <summary>
    /// The same desk behind a real Kestrel on a loopback port. Clients keep cookies and follow no redirect, so that a
    /// test sees each answer.
    /// </summary>
    public static async Task<DeskFixture> ServeAsync(Action<IServiceCollection>? services = null, params (string Key, string Value)[] settings)
    {
        var desk = await StartAsync(services, settings);
        await desk.app.StartAsync();
        return desk;
    }

    public Uri Address => new(app.Urls.First());

    public HttpClient CreateClient() => new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = Address };

    /// <summary>Runs a use case in a scope of its own.</summary>
    public async Task<T> UseAsync<TUseCase, T>(Func<TUseCase, Task<T>> run) where TUseCase : notnull
    {
        await using var scope = Services.CreateAsyncScope();
        return await run(scope.ServiceProvider.GetRequiredService<TUseCase>());
    }

    /// <summary>Runs what works inside a transaction of its caller in one of its own.</summary>
    public async Task<Result<T>> ApplyAsync<TUseCase, T>(Func<TUseCase, DeskDbContext, Task<Result<T>>> apply) where TUseCase : notnull
    {
        await using var scope = Services.CreateAsyncScope();
        var useCase = scope.ServiceProvider.GetRequiredService<TUseCase>();
        return await scope.ServiceProvider.GetRequiredService<TicketTransaction>().RunAsync(db => apply(useCase, db), default);
    }

    /// <summary>Looks into the database behind the use cases' back.</summary>
    public async Task<T> ReadAsync<T>(Func<DeskDbContext, Task<T>> read)
    {
        await using var db = await Services.GetRequiredService<IDbContextFactory<DeskDbContext>>().CreateDbContextAsync();
        var result = await read(db);
        // As people get them: a waiting e-mail lies there encrypted.
        var seal = Services.GetRequiredService<BodySeal>();
        foreach (var mail in db.ChangeTracker.Entries<OutboxMail>())
            mail.Entity.Body = seal.Open(mail.Entity.Body);
        return result;
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        // Of this desk only: others are in use beside it.
        await ReadAsync(db =>
        {
            SqliteConnection.ClearPool((SqliteConnection)db.Database.GetDbConnection());
            return Task.FromResult(0);
        });
        await app.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private async Task AddPeopleAsync()
    {
        Shop = new Shop { Id = Ids.New(Clock), Name = "Лавка «Тмин»", MerchantLogin = "lavka-tmin" };
        OtherShop = new Shop { Id = Ids.New(Clock), Name = "Северный чай", MerchantLogin = "sever-chai" };
        var merchant = Person("Тимур Ключевой", "timur@tmin.example.ru", DeskRole.MerchantStaff, Shop);
        var stranger = Person("Инна Северная", "inna@chai.example.ru", DeskRole.MerchantStaff, OtherShop);
        var agent = Person("Вера Лукошкина", "vera@desk.example.ru", DeskRole.Agent, null);
        var admin = Person("Олег Рябинин", "oleg@desk.example.ru", DeskRole.Admin, null);
        await ReadAsync(db =>
        {
            db.AddRange(Shop, OtherShop, merchant, stranger, agent, admin);
            return db.SaveChangesAsync();
        });
        (Merchant, Stranger, Agent, Admin) = (ActorOf(merchant), ActorOf(stranger), ActorOf(agent), ActorOf(admin));
    }

    private DeskUser Person(string name, string email, DeskRole role, Shop? shop) => new()
    {
        Id = Ids.New(Clock),
        UserName = email,
        NormalizedUserName = email.ToUpperInvariant(),
        Email = email,
        NormalizedEmail = email.ToUpperInvariant(),
        SecurityStamp = Guid.NewGuid().ToString(),
        LockoutEnabled = true,
        DisplayName = name,
        Role = role,
        ShopId = shop?.Id,
        CreatedAt = Clock.GetUtcNow(),
    };

    private static Actor ActorOf(DeskUser user) => new(user.Id, user.DisplayName, user.Email, user.Role, user.ShopId);
}
