using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace SupportDesk.Data;

/// <summary>Lets <c>dotnet ef migrations add</c> build the model without starting the desk.</summary>
internal sealed class DesignTimeFactory : IDesignTimeDbContextFactory<DeskDbContext>
{
    public DeskDbContext CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<DeskDbContext>();
        DataSetup.Configure(options, "design.db");
        return new DeskDbContext(options.Options);
    }
}
